using Seno.Data;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.BreastCt;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Readers;

namespace Seno.Studies.Phantoms;

/// <summary>Spiral breast CT: whole breasts, or cubes about one lesion each.</summary>
internal sealed class BreastCtCohort : PhantomCohort
{
    private const int DefaultSize = 160;

    public override string Name => "sbct";

    public override string Title => "spiral breast CT";

    public override string Modality => "ct";

    public override IReadOnlyList<string> Channels => ["CT"];

    public override bool HasProjections => true;

    public override (int Least, int Most) Sizes => (16, 1024);

    protected override IReadOnlyList<LesionKind> Kinds { get; } = [LesionKind.RoundMass, LesionKind.LobulatedMass, LesionKind.SpiculatedMass, LesionKind.SpiculatedMass, LesionKind.Fibroadenoma, LesionKind.Fibroadenoma, LesionKind.Cyst, LesionKind.Cyst];

    public override object Scanner(int centre, ulong seed) => BreastCtScanner.OfCentre(centre, seed);

    public override int Add(DatasetWriter writer, PhantomRequest request, IReadOnlyList<SimulatedReader> readers, int index)
    {
        var centre = index % request.Centres;
        var scanner = BreastCtScanner.OfCentre(centre, request.Seed);
        var anatomy = Breast(request, index);
        var geometry = Grid(request, anatomy, scanner, index);
        var scan = request.Projection
            ? BreastCtProjector.Scan(anatomy, scanner, geometry, request.Seed, index, request.Threads)
            : BreastCtSimulator.Scan(anatomy, scanner, geometry, request.Seed, index, request.Threads);
        var seen = anatomy.Lesions.Where(lesion => scan.Truth.Geometry.Holds(lesion.Centre)).ToArray();
        var metadata = Describe(Id(index), centre, anatomy, seen);
        metadata["voxel_mm"] = Text(Math.Round(geometry.Spacing.X, 4));
        writer.Add(Id(index), [scan.Image], scan.Truth, metadata);
        writer.AddMap("softTr", Id(index), scan.Soft);
        writer.AddMap("tissueTr", Id(index), scan.Tissue);
        foreach (var reader in readers)
            writer.AddMap("labelsTr." + reader.Name, Id(index), reader.Read(anatomy.Lesions, geometry, request.Seed, index, request.Threads));
        return seen.Length;
    }

    private Geometry Grid(PhantomRequest request, BreastAnatomy anatomy, BreastCtScanner scanner, int index)
    {
        var size = request.Size ?? DefaultSize;
        return request.VolumesOfInterest
            ? Possible("--size", Id(index), "Ask for a larger --size or a smaller --diameter", () => BreastCtSimulator.VolumeOfInterest(anatomy.Lesions[0], size, scanner.Voxel, new(request.Seed, "volume of interest", index)))
            : BreastCtSimulator.WholeBreast(anatomy, size);
    }
}
