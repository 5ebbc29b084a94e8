using Seno.Core;
using Seno.Learning.Runtime;
using Seno.Learning.Training;

namespace Seno.Studies;

/// <summary>The whole way on a simulated cohort: training, held-out cases, evaluation, report.</summary>
public static class DemoStudy
{
    /// <value>What can be shown, the default first; names of <see cref="PhantomStudy.Modalities"/>.</value>
    public static IReadOnlyList<string> Modalities { get; } = ["sbct", "us"];

    /// <param name="folder">Receives dataset/, run/, summary.json, cases.csv and report.html; replaced if it is an earlier demo's.</param>
    /// <param name="modality">One of <see cref="Modalities"/>.</param>
    /// <param name="quick">A smaller cohort and fewer steps.</param>
    /// <param name="seed">Of cohort and training.</param>
    /// <param name="compute">Where to compute.</param>
    /// <param name="output">Progress and warnings.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">The folder holds something else.</exception>
    public static DemoResult Run(string folder, string modality, bool quick, ulong seed, ComputeOptions compute, StudyOutput output, CancellationToken cancel = default)
    {
        var full = Path.GetFullPath(folder);
        Clear(full);
        OutputFolder.Create(full);
        SenoJson.WriteFile(Path.Combine(full, Mark), new { Seno = Manifest.Version, modality, quick, seed });
        var dataset = Path.Combine(full, "dataset");
        var run = Path.Combine(full, "run");
        PhantomStudy.Run(Cohort(modality, quick) with { Output = dataset, Seed = seed, Threads = compute.Threads }, output, cancel);
        var folds = TrainStudy.Run(new TrainRequest
        {
            Dataset = dataset,
            Run = run,
            Fold = 0,
            Compute = compute,
            Plan = new PlanRequest { TimeLimit = TimeSpan.FromSeconds(quick ? 48 : 180), Seed = seed },
        }, output, cancel);
        var fold = new RunFolder(run).FoldFolder(0);
        foreach (var name in new[] { "summary.json", "cases.csv" })
            File.Copy(Path.Combine(fold, name), Path.Combine(full, name), overwrite: true);
        var report = ReportStudy.Run(new() { Folder = fold, File = Path.Combine(full, "report.html"), Dataset = dataset }, output).Report;
        return new(folds[0].Summary, Path.Combine(full, "summary.json"), report);
    }

    private const string Mark = "demo.json";

    /// <summary>Of a size that the time for training suffices for: whole breasts of 1 to 2 mm voxels, and images of one lesion each.</summary>
    private static PhantomRequest Cohort(string modality, bool quick) => modality switch
    {
        "sbct" => new() { Output = "", Modality = modality, Cases = quick ? 25 : 40, Size = 112, Diameter = (8, 20) },
        "us" => new() { Output = "", Modality = modality, Cases = quick ? 60 : 100 },
        _ => throw new DataException("--modality", $"'{modality}' has no demonstration", $"Choose one of: {string.Join(", ", Modalities)}"),
    };

    private static void Clear(string folder)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            return;
        if (!File.Exists(Path.Combine(folder, Mark)))
            throw new DataException(folder, "holds something other than an earlier demonstration", "Choose another folder with --out");
        foreach (var part in new[] { "dataset", "run" }.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
            Directory.Delete(part, recursive: true);
    }
}
