using Seno.Data;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Readers;
using Seno.Phantoms.Ultrasound;

namespace Seno.Studies.Phantoms;

/// <summary>Ultrasound: one image of one lesion to a patient.</summary>
internal sealed class UltrasoundCohort : PhantomCohort
{
    public override string Name => "us";

    public override string Title => "breast ultrasound";

    public override string Modality => "ultrasound";

    public override IReadOnlyList<string> Channels => ["ultrasound"];

    public override (int Least, int Most) Sizes => (120, 1024);

    protected override IReadOnlyList<LesionKind> Kinds => [];

    public override object Scanner(int centre, ulong seed) => UltrasoundOptions.OfCentre(centre, seed);

    public override int Add(DatasetWriter writer, PhantomRequest request, IReadOnlyList<SimulatedReader> readers, int index)
    {
        var centre = index % request.Centres;
        var options = UltrasoundOptions.OfCentre(centre, request.Seed) with { Diameter = request.Diameter, Density = request.Density };
        if (request.Size is { } size)
            options = options.InPixels(size);
        var image = Possible("--diameter", Id(index), "Ask for smaller lesions", () => UltrasoundPhantom.Simulate(options, request.Seed, index));
        var metadata = Describe(Id(index), centre, image.Anatomy, [.. image.Anatomy.Lesions]);
        writer.Add(Id(index), [image.Image], image.Truth, metadata);
        writer.AddMap("softTr", Id(index), image.Soft);
        writer.AddMap("tissueTr", Id(index), image.Tissue);
        LesionOutline[] outlines = [.. image.Anatomy.Lesions.Select(lesion => new LesionOutline(lesion.Diameter, image.Soft, default))];
        foreach (var reader in readers)
            writer.AddMap("labelsTr." + reader.Name, Id(index), reader.Read(outlines, image.Truth.Geometry, request.Seed, index, request.Threads));
        return outlines.Length;
    }
}
