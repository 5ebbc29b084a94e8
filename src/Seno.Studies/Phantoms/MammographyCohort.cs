using System.Globalization;
using Seno.Data;
using Seno.Imaging;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Mammography;
using Seno.Phantoms.Readers;

namespace Seno.Studies.Phantoms;

/// <summary>Mammography: two cases to a patient, craniocaudal and mediolateral oblique; whole breasts, or squares about one lesion each.</summary>
internal sealed class MammographyCohort : PhantomCohort
{
    private const int DefaultSquare = 512;

    public override string Name => "mammo";

    public override string Title => "mammography";

    public override string Modality => "mammography";

    public override IReadOnlyList<string> Channels => ["mammography"];

    public override (int Least, int Most) Sizes => (64, 4096);

    public override bool HasRaw => true;

    protected override IReadOnlyList<LesionKind> Kinds { get; } = [LesionKind.RoundMass, LesionKind.LobulatedMass, LesionKind.SpiculatedMass, LesionKind.SpiculatedMass, LesionKind.Fibroadenoma, LesionKind.Cyst, LesionKind.Calcifications, LesionKind.Calcifications];

    public override object Scanner(int centre, ulong seed) => MammographyScanner.OfCentre(centre, seed);

    public override int Add(DatasetWriter writer, PhantomRequest request, IReadOnlyList<SimulatedReader> readers, int index)
    {
        var (patient, view) = (index / 2, index % 2 == 0 ? MammographyView.CC : MammographyView.MLO);
        var centre = patient % request.Centres;
        var scanner = MammographyScanner.OfCentre(centre, request.Seed);
        var breast = CompressedBreast.Position(Breast(request, patient), view, request.Seed, patient);
        var geometry = Grid(request, breast, scanner, index);
        var image = MammographySimulator.Expose(breast, scanner, geometry, request.Seed, index, patient, request.Threads);
        var metadata = Describe(string.Create(CultureInfo.InvariantCulture, $"patient_{patient:D4}"), centre, breast.Anatomy, [.. image.Lesions.Select(lesion => lesion.Lesion)]);
        metadata["intent"] = request.Raw ? "for processing" : "for presentation";
        metadata["view"] = view.ToString();
        metadata["compressed_mm"] = Text(Math.Round(breast.Compression.Thickness, 1));
        metadata["pixel_mm"] = Text(Math.Round(geometry.Spacing.X, 4));
        writer.Add(Id(index), [request.Raw ? image.Raw : image.Image], image.Truth, metadata);
        writer.AddMap("softTr", Id(index), image.Soft);
        writer.AddMap("tissueTr", Id(index), image.Tissue);
        var outlines = image.Lesions.Select(Outline).ToArray();
        foreach (var reader in readers)
            writer.AddMap("labelsTr." + reader.Name, Id(index), reader.Read(outlines, geometry, request.Seed, index, request.Threads));
        return image.Lesions.Count;
    }

    private static LesionOutline Outline(ProjectedLesion lesion) =>
        new(lesion.Lesion.Diameter, lesion.Path.Map(path => path > MammographyImage.LeastPath ? 1f : 0f), lesion.First);

    private Geometry Grid(PhantomRequest request, CompressedBreast breast, MammographyScanner scanner, int index) => request.VolumesOfInterest
        ? Possible("--size", Id(index), "Ask for a larger --size or a smaller --diameter", () => MammographySimulator.RegionOfInterest(breast, scanner, 0, request.Size ?? DefaultSquare, new(request.Seed, "region of interest", index)))
        : MammographySimulator.WholeBreast(breast, scanner, request.Size);
}
