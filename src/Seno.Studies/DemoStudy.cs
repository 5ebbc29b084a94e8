using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Learning.Runtime;
using Seno.Learning.Training;
using Seno.Phantoms.Ultrasound;

namespace Seno.Studies;

/// <summary>The whole way on simulated ultrasound: cohort, training, held-out cases, evaluation, report.</summary>
public static class DemoStudy
{
    /// <param name="folder">Receives dataset/, run/, summary.json, cases.csv and report.html; replaced if it is an earlier demo's.</param>
    /// <param name="quick">A smaller cohort and fewer steps.</param>
    /// <param name="seed">Of cohort and training.</param>
    /// <param name="compute">Where to compute.</param>
    /// <param name="output">Progress and warnings.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <exception cref="DataException">The folder holds something else.</exception>
    public static DemoResult Run(string folder, bool quick, ulong seed, ComputeOptions compute, StudyOutput output, CancellationToken cancel = default)
    {
        var full = Path.GetFullPath(folder);
        Clear(full);
        var dataset = Path.Combine(full, "dataset");
        var run = Path.Combine(full, "run");
        SimulateCohort(dataset, quick ? 60 : 100, seed, output);
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
        var report = ReportStudy.Run(fold, Path.Combine(full, "report.html"), dataset, output);
        return new(folds[0].Summary, Path.Combine(full, "summary.json"), report);
    }

    private static void SimulateCohort(string folder, int cases, ulong seed, StudyOutput output)
    {
        using var writer = new DatasetWriter(folder)
        {
            Description = new()
            {
                Name = "Simulated breast ultrasound",
                Modality = "ultrasound",
                Channels = ["ultrasound"],
                Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
                FileEnding = ".png",
            },
        };
        for (var i = 0; i < cases; i++)
        {
            var image = UltrasoundPhantom.Simulate(new UltrasoundOptions(), seed, i);
            var id = string.Create(CultureInfo.InvariantCulture, $"us_{i:D3}");
            writer.Add(id, [image.Image], image.Truth, new Dictionary<string, string> { ["patient"] = id, ["class"] = image.Lesion is null ? "normal" : image.Lesion.IsMalignant ? "malignant" : "benign" });
            output.Progress(new("simulating", i + 1, cases, id));
        }
        writer.Finish();
    }

    private static void Clear(string folder)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
            return;
        if (!File.Exists(Path.Combine(folder, "dataset", "dataset.json")))
            throw new DataException(folder, "holds something other than an earlier demonstration", "Choose another folder with --out");
        foreach (var part in new[] { "dataset", "run" }.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
            Directory.Delete(part, recursive: true);
    }
}
