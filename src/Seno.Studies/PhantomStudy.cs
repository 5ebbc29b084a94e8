using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.BreastCt;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Readers;

namespace Seno.Studies;

/// <summary>A simulated cohort as a data set: images, exact truth (hard, soft, tissues), readers, and what is known of each case.</summary>
public static class PhantomStudy
{
    private static readonly LesionKind[] Kinds = [LesionKind.RoundMass, LesionKind.LobulatedMass, LesionKind.SpiculatedMass, LesionKind.SpiculatedMass, LesionKind.Fibroadenoma, LesionKind.Fibroadenoma, LesionKind.Cyst, LesionKind.Cyst];

    /// <param name="request">The cohort.</param>
    /// <param name="output">Progress and warnings.</param>
    /// <param name="cancel">Stops between cases; nothing is left behind.</param>
    /// <exception cref="DataException">A request that cannot be met, named by its option; or a folder that is not empty.</exception>
    public static PhantomResult Run(PhantomRequest request, StudyOutput output, CancellationToken cancel = default)
    {
        Check(request);
        using var writer = new DatasetWriter(request.Output)
        {
            Description = new()
            {
                Name = "Simulated spiral breast CT",
                Modality = "ct",
                Channels = ["CT"],
                Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
                FileEnding = ".nii.gz",
            },
        };
        var readers = SimulatedReader.Panel(request.Readers, request.Seed);
        writer.AddFile("phantom.json", SenoJson.Write(new { request.Modality, request.Seed, request.Centres, request.VolumesOfInterest, readers, scanners = Enumerable.Range(0, request.Centres).Select(centre => BreastCtScanner.OfCentre(centre, request.Seed)) }));
        var lesions = 0;
        for (var i = 0; i < request.Cases; i++)
        {
            cancel.ThrowIfCancellationRequested();
            lesions += Add(writer, request, readers, i);
            output.Progress(new("simulating", i + 1, request.Cases, Id(i)));
        }
        writer.Finish();
        return new(request.Output, request.Cases, lesions, [.. readers.Select(reader => reader.Name)]);
    }

    private static int Add(DatasetWriter writer, PhantomRequest request, IReadOnlyList<SimulatedReader> readers, int index)
    {
        var centre = index % request.Centres;
        var scanner = BreastCtScanner.OfCentre(centre, request.Seed);
        var anatomy = Breast(request, index);
        var geometry = Grid(request, anatomy, scanner, index);
        var scan = BreastCtSimulator.Scan(anatomy, scanner, geometry, request.Seed, index, request.Threads);
        var seen = anatomy.Lesions.Where(lesion => scan.Truth.Geometry.Holds(lesion.Centre)).ToArray();
        writer.Add(Id(index), [scan.Image], scan.Truth, new Dictionary<string, string>
        {
            ["patient"] = Id(index),
            ["centre"] = Text(centre + 1),
            ["density"] = anatomy.Density.ToString(),
            ["volumetric_density"] = Text(Math.Round(anatomy.VolumetricDensity, 4)),
            ["lesion_kind"] = string.Join(';', seen.Select(lesion => lesion.Kind)),
            ["lesion_mm"] = string.Join(';', seen.Select(lesion => Text(Math.Round(lesion.Diameter, 2)))),
            ["class"] = seen.Any(lesion => lesion.IsMalignant) ? "malignant" : "benign",
            ["voxel_mm"] = Text(Math.Round(geometry.Spacing.X, 4)),
        });
        writer.AddMap("softTr", Id(index), scan.Soft);
        writer.AddMap("tissueTr", Id(index), scan.Tissue);
        foreach (var reader in readers)
            writer.AddMap("labelsTr." + reader.Name, Id(index), reader.Read(anatomy.Lesions, geometry, request.Seed, index, request.Threads));
        return seen.Length;
    }

    private static BreastAnatomy Breast(PhantomRequest request, int index)
    {
        var random = new SeededRandom(request.Seed, "lesions", index);
        var anatomy = BreastAnatomy.Draw(new() { Density = request.Density }, request.Seed, index);
        var count = request.Lesions ?? (request.VolumesOfInterest ? 1 : 1 + random.Next(3));
        var (low, high) = request.Diameter;
        var wanted = Enumerable.Range(0, count).Select(_ => (Kinds[random.Next(Kinds.Length)], low * Math.Pow(high / low, random.NextDouble()))).ToArray();
        try
        {
            return LesionPlacement.Place(anatomy, wanted, random);
        }
        catch (ArgumentException failure)
        {
            throw new DataException("--lesions", $"case {Id(index)}: {failure.Message.Split(" (Parameter")[0]}", "Ask for fewer or smaller lesions", failure);
        }
    }

    private static Geometry Grid(PhantomRequest request, BreastAnatomy anatomy, BreastCtScanner scanner, int index)
    {
        if (!request.VolumesOfInterest)
            return BreastCtSimulator.WholeBreast(anatomy, request.Size);
        try
        {
            return BreastCtSimulator.VolumeOfInterest(anatomy.Lesions[0], request.Size, scanner.Voxel, new(request.Seed, "volume of interest", index));
        }
        catch (ArgumentException failure)
        {
            throw new DataException("--size", $"case {Id(index)}: {failure.Message.Split(" (Parameter")[0]}", "Ask for a larger --size or a smaller --diameter", failure);
        }
    }

    private static void Check(PhantomRequest request)
    {
        static void Require(bool holds, string option, string wrong, string cure)
        {
            if (!holds)
                throw new DataException(option, wrong, cure);
        }
        Require(request.Cases >= 1, "--cases", $"{request.Cases} cases cannot be simulated", "Ask for at least one");
        Require(request.Readers is >= 0 and <= 100, "--readers", $"{request.Readers} readers cannot be simulated", "Ask for 0 to 100");
        Require(request.Centres is >= 1 and <= 1000, "--centres", $"{request.Centres} centres cannot be simulated", "Ask for 1 to 1000");
        Require(request.Size is >= 16 and <= 1024, "--size", $"{request.Size} voxels a side are not possible", "Ask for 16 to 1024");
        Require(request.Lesions is null or >= 1, "--lesions", $"{request.Lesions} lesions in a breast are not possible", "Ask for at least one");
        Require(request.Diameter is { Low: >= 2, High: <= 30 } && request.Diameter.Low <= request.Diameter.High, "--diameter", $"{Text(request.Diameter.Low)}..{Text(request.Diameter.High)} mm is no range within 2..30 mm", "Write for instance 4..20");
        Require(request.Density is null || DensityClass.All.Contains(request.Density.Value), "--density", $"'{request.Density}' is no density class", "Choose a, b, c or d");
    }

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"sbct_{index:D4}");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
