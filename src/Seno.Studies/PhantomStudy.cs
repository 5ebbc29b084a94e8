using Seno.Core;
using Seno.Data;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Readers;
using Seno.Studies.Phantoms;

namespace Seno.Studies;

/// <summary>A simulated cohort as a data set: images, exact truth (hard, soft, tissues), readers, and what is known of each case.</summary>
public static class PhantomStudy
{
    private static readonly PhantomCohort[] Cohorts =
    [
        new BreastCtCohort(),
        new DceMriCohort(),
        new UltrasoundCohort(),
        new MammographyCohort(),
    ];

    /// <value>What can be simulated: the name to ask for it by, and what it is.</value>
    public static IReadOnlyList<(string Name, string Title)> Modalities { get; } = [.. Cohorts.Select(cohort => (cohort.Name, cohort.Title))];

    /// <param name="request">The cohort.</param>
    /// <param name="output">Progress and warnings.</param>
    /// <param name="cancel">Stops between cases; nothing is left behind.</param>
    /// <exception cref="DataException">A request that cannot be met, named by its option; or a folder that is not empty.</exception>
    public static PhantomResult Run(PhantomRequest request, StudyOutput output, CancellationToken cancel = default)
    {
        var cohort = Array.Find(Cohorts, known => known.Name == request.Modality)
            ?? throw new DataException("modality", $"'{request.Modality}' cannot be simulated", $"Choose one of: {string.Join(", ", Cohorts.Select(known => known.Name))}");
        Check(request, cohort);
        using var writer = new DatasetWriter(request.Output)
        {
            Description = new()
            {
                Name = "Simulated " + cohort.Title,
                Modality = cohort.Modality,
                Channels = cohort.Channels,
                Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
                FileEnding = cohort.Ending,
            },
        };
        var readers = SimulatedReader.Panel(request.Readers, request.Seed);
        writer.AddFile("phantom.json", SenoJson.Write(new { request.Modality, request.Seed, request.Centres, request.VolumesOfInterest, request.Projection, request.Raw, readers, scanners = Enumerable.Range(0, request.Centres).Select(centre => cohort.Scanner(centre, request.Seed)) }));
        var lesions = 0;
        for (var i = 0; i < request.Cases; i++)
        {
            cancel.ThrowIfCancellationRequested();
            lesions += cohort.Add(writer, request, readers, i);
            output.Progress(new("simulating", i + 1, request.Cases, cohort.Id(i)));
        }
        writer.Finish();
        return new(request.Output, request.Cases, lesions, [.. readers.Select(reader => reader.Name)]);
    }

    private static void Check(PhantomRequest request, PhantomCohort cohort)
    {
        static void Require(bool holds, string option, string wrong, string cure)
        {
            if (!holds)
                throw new DataException(option, wrong, cure);
        }
        Require(request.Cases >= 1, "--cases", $"{request.Cases} cases cannot be simulated", "Ask for at least one");
        Require(request.Readers is >= 0 and <= 100, "--readers", $"{request.Readers} readers cannot be simulated", "Ask for 0 to 100");
        Require(request.Centres is >= 1 and <= 1000, "--centres", $"{request.Centres} centres cannot be simulated", "Ask for 1 to 1000");
        Require(request.Size is null || (request.Size >= cohort.Sizes.Least && request.Size <= cohort.Sizes.Most), "--size", $"{request.Size} voxels a side are not possible", $"Ask for {cohort.Sizes.Least} to {cohort.Sizes.Most}");
        Require(!request.Projection || cohort.HasProjections, "--projection", $"{cohort.Title} has no projection mode", $"Leave it out, or choose one of: {string.Join(", ", Cohorts.Where(known => known.HasProjections).Select(known => known.Name))}");
        Require(!request.Raw || cohort.HasRaw, "--raw", $"{cohort.Title} has no raw image", $"Leave it out, or choose one of: {string.Join(", ", Cohorts.Where(known => known.HasRaw).Select(known => known.Name))}");
        Require(request.Lesions is null or >= 1, "--lesions", $"{request.Lesions} lesions in a breast are not possible", "Ask for at least one");
        Require(request.Diameter is { Low: >= 2, High: <= 30 } && request.Diameter.Low <= request.Diameter.High, "--diameter", $"{PhantomCohort.Text(request.Diameter.Low)}..{PhantomCohort.Text(request.Diameter.High)} mm is no range within 2..30 mm", "Write for instance 4..20");
        Require(request.Density is null || DensityClass.All.Contains(request.Density.Value), "--density", $"'{request.Density}' is no density class", "Choose a, b, c or d");
    }
}
