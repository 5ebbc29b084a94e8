using Seno.Data;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.DceMri;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Readers;

namespace Seno.Studies.Phantoms;

/// <summary>DCE-MRI, a channel to each phase: whole breasts, or blocks about one lesion each.</summary>
internal sealed class DceMriCohort : PhantomCohort
{
    private const int DefaultBreast = 192;
    private const int DefaultBlock = 128;

    public override string Name => "dce";

    public override string Title => "DCE-MRI";

    public override string Modality => "mri";

    public override IReadOnlyList<string> Channels { get; } = ["T1_pre", .. Enumerable.Range(1, new DceMriScanner().Phases).Select(phase => "T1_post" + Text(phase))];

    public override (int Least, int Most) Sizes => (16, 512);

    protected override IReadOnlyList<LesionKind> Kinds { get; } = [LesionKind.RoundMass, LesionKind.LobulatedMass, LesionKind.SpiculatedMass, LesionKind.SpiculatedMass, LesionKind.Fibroadenoma, LesionKind.Fibroadenoma, LesionKind.Cyst, LesionKind.Cyst];

    /// <returns>With the times of the phases, s after the first one's.</returns>
    public override object Scanner(int centre, ulong seed) => DceMriScanner.OfCentre(centre, seed);

    public override int Add(DatasetWriter writer, PhantomRequest request, IReadOnlyList<SimulatedReader> readers, int index)
    {
        var centre = index % request.Centres;
        var scanner = DceMriScanner.OfCentre(centre, request.Seed);
        var anatomy = Breast(request, index);
        var geometry = Grid(request, anatomy, scanner, index);
        var scan = DceMriSimulator.Scan(anatomy, scanner, geometry, request.Seed, index, threads: request.Threads);
        var seen = anatomy.Lesions.Where(lesion => geometry.Holds(lesion.Centre)).ToArray();
        var metadata = Describe(Id(index), centre, anatomy, seen);
        metadata["background_enhancement"] = scan.Background.ToString();
        metadata["field_t"] = Text(scanner.Field);
        metadata["times_s"] = string.Join(';', scanner.Times.Select(time => Text(Math.Round(time, 1))));
        metadata["voxel_mm"] = Text(Math.Round(geometry.Spacing.X, 4));
        metadata["slice_mm"] = Text(Math.Round(geometry.Spacing.Z, 4));
        writer.Add(Id(index), scan.Series.Volumes, scan.Truth, metadata);
        writer.AddMap("softTr", Id(index), scan.Soft);
        writer.AddMap("tissueTr", Id(index), scan.Tissue);
        foreach (var reader in readers)
            writer.AddMap("labelsTr." + reader.Name, Id(index), reader.Read(anatomy.Lesions, geometry, request.Seed, index, request.Threads));
        return seen.Length;
    }

    private Geometry Grid(PhantomRequest request, BreastAnatomy anatomy, DceMriScanner scanner, int index) => request.VolumesOfInterest
        ? Possible("--size", Id(index), "Ask for a larger --size or a smaller --diameter", () => DceMriSimulator.VolumeOfInterest(anatomy.Lesions[0], scanner, request.Size ?? DefaultBlock, new(request.Seed, "volume of interest", index)))
        : DceMriSimulator.WholeBreast(anatomy, scanner, request.Size ?? DefaultBreast);
}
