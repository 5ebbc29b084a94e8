using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Evaluation;
using Seno.Learning.Training;
using Seno.Studies.Calibration;
using Seno.Studies.Locking;
using Seno.Studies.Reports.Charts;
using Seno.Studies.Reports.Sections;

namespace Seno.Studies.Reports;

/// <summary>The report of trained folds, from what is in their folders: what was done, how training went, how the held-out cases came out.</summary>
public static class RunReport
{
    /// <summary>Writes FILE, and beside it figures/ with every chart as SVG and PNG and the cases as one PNG, and tables/ as CSV and LaTeX.</summary>
    /// <param name="file">report.html.</param>
    /// <param name="run">The run.</param>
    /// <param name="folds">Finished folds to report on together.</param>
    /// <param name="dataset">Where the images are; null leaves the pictures out.</param>
    /// <exception cref="DataException">A file of the run is missing or malformed.</exception>
    public static void Write(string file, RunFolder run, IReadOnlyList<int> folds, Dataset? dataset)
    {
        ReportFiles.Write(file, Content(run, folds, dataset));
    }

    internal static ReportContent Content(RunFolder run, IReadOnlyList<int> folds, Dataset? dataset)
    {
        var (plan, rows, summary) = RunResults.Read(run, folds, dataset);
        var logs = folds.ToDictionary(fold => fold, fold => TrainingLog.Read(Path.Combine(run.FoldFolder(fold), "log.jsonl")));
        var cases = rows.Select(row => CaseRow.Of(row.Fold, row.Row)).ToArray();
        return new()
        {
            Title = folds.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $"{plan.Dataset}: fold {folds[0]}") : string.Create(CultureInfo.InvariantCulture, $"{plan.Dataset}: {folds.Count} folds together"),
            Source = "seno train",
            Counted = dataset is null
                ? Core.Counted.Of(summary.Cases, "held-out case")
                : $"{Core.Counted.Of(summary.Cases, "held-out case")} of {Core.Counted.Groups(rows.Select(row => row.Row.Group).Distinct().Count())}",
            KeyFigures = [.. summary.Labels.SelectMany(label => LabelFigures.KeyFigures(label.Key, label.Value, rows.Count(row => row.Row.Label == label.Key)))],
            Facts = [.. Facts(run, folds, plan, logs, dataset), .. LeftOut.Of(summary)],
            TrainingCharts = [.. TrainingCharts.Of([.. logs.Select(log => CurveOf(log.Key, log.Value))])],
            ResultCharts = [.. ResultCharts.Of(cases, summary.Unit)],
            Summary = [.. summary.Labels.SelectMany(label => LabelFigures.Rows(label.Key, label.Value, summary.Unit))],
            Sections = dataset is not null && TestSetSection.Of(dataset, TestSetLedger.Read(dataset.Folder)) is { } locked ? [locked] : [],
            DistanceUnit = summary.Unit,
            Cases = cases,
            Shown = dataset is null ? [] : Shown(run, dataset, cases),
        };
    }

    private static TrainingCurve CurveOf(int fold, IReadOnlyList<TrainingEpoch> log) => new(
        string.Create(CultureInfo.InvariantCulture, $"fold {fold}"),
        [.. log.Select(epoch => new TrainingPoint(epoch.Iteration, epoch.Scalars.GetValueOrDefault("loss", double.NaN), epoch.PseudoDice))]);

    private static List<KeyValuePair<string, string>> Facts(
        RunFolder run,
        IReadOnlyList<int> folds,
        Plan plan,
        Dictionary<int,
        IReadOnlyList<TrainingEpoch>> logs,
        Dataset? dataset)
    {
        var culture = CultureInfo.InvariantCulture;
        var manifest = Manifest.Read(run.ManifestFile);
        var splits = run.ReadSplits(folds);
        var first = splits[folds[0]];
        var used = first.Train.Concat(first.Val).ToHashSet();
        var efforts = string.Join("; ", folds.Select(fold => Effort(fold, folds.Count, plan, logs[fold])));
        var groups = dataset is null ? "" : $" in {Core.Counted.Groups(dataset.Cases.Where(item => used.Contains(item.Id)).Select(item => item.Group).Distinct().Count())}";
        return
        [
            new(
                "data set",
                string.Create(culture, $"{plan.Dataset}, {Core.Counted.Of(first.Train.Count + first.Val.Count, "case")}{groups}")),
            .. Patients(dataset),
            new("split", folds.Count == 1
                ? string.Create(culture, $"fold {folds[0]} of {splits.Count}: {Core.Counted.Of(first.Train.Count, "case")} trained on, {first.Val.Count} held out; no patient or group on both sides")
                : string.Create(culture, $"folds {string.Join(", ", folds)} of {splits.Count}: {Core.Counted.Of(folds.Sum(fold => splits[fold].Val.Count), "case")}, each held out once; no patient or group on both sides")),
            new("images", PreprocessingText.Of(plan)),
            new("network", string.Create(culture, $"{plan.Network}, features {string.Join(", ", plan.Features)}, input {string.Join("×", plan.Patch)} px, batch {plan.BatchSize}")),
            new("training", string.Create(culture, $"{plan.Loss}{(plan.Ignore is null ? "" : " over annotated voxels")}, {plan.Optimiser} at {plan.LearningRate} falling as {plan.Schedule}, augmentation {plan.Augmentation}, seed {plan.Seed}; {efforts}; validation of the epochs included")),
            new("prediction", $"mean over mirror images, {(plan.Regions is { } regions ? $"regions likelier than not, written in the order {string.Join(", ", regions.Select(region => region.Name))}" : "likeliest class")}, no post-processing"),
            .. Calibrated(run, plan),
            new("arithmetic", $"{plan.Precision}, {plan.Layout}, {manifest.Threads} threads"),
            new("machine", string.Join(", ", new[] { manifest.Processor, manifest.System, manifest.Architecture }.OfType<string>())),
            new("program", $"Seno {manifest.Seno}, libtorch {manifest.LibTorch}, .NET {manifest.DotNet}"),
        ];
    }

    private static string Effort(int fold, int folds, Plan plan, IReadOnlyList<TrainingEpoch> log)
    {
        var done = log.Count > 0 ? log[^1].Iteration : 0;
        var effort = TrainingEffort.Describe(plan.Iterations, done, log.Sum(epoch => epoch.Seconds), plan.TimeLimitSeconds);
        return folds == 1 ? effort : string.Create(CultureInfo.InvariantCulture, $"fold {fold}: {effort}");
    }

    private static IEnumerable<KeyValuePair<string, string>> Patients(Dataset? dataset)
    {
        if (dataset is { PatientsKnown: false })
            yield return new("patients", TrainingNeeds.NoPatients);
    }

    private static IEnumerable<KeyValuePair<string, string>> Calibrated(RunFolder run, Plan plan)
    {
        if (CalibrationFile.Of(run, plan) is { } kept)
            yield return new("calibration", string.Create(CultureInfo.InvariantCulture, $"{CalibrationReport.Describe(kept)}, fitted on {Core.Counted.Of(kept.Cases, "validation case")} over the {kept.Region}; applied by 'seno predict', not in the figures here"));
    }

    private static IReadOnlyList<ShownGroup> Shown(RunFolder run, Dataset dataset, CaseRow[] rows)
    {
        var byId = dataset.Cases.ToDictionary(item => item.Id);
        return ShownCases.Of([.. rows.Where(row => byId.ContainsKey(row.Id))], row => ShownCases.Read(
            byId[row.Id],
            row,
            dataset.Scheme,
            byId[row.Id].ReferenceFile,
            Path.Combine(run.FoldFolder(row.Fold), "predictions", row.Id + PredictStudy.EndingFor(byId[row.Id]))));
    }
}
