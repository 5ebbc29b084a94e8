using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Evaluation;
using Seno.Imaging.Formats;
using Seno.Learning.Training;
using Seno.Studies.Calibration;
using Seno.Studies.Locking;
using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Reports;

/// <summary>The report of trained folds, from what is in their folders: what was done, how training went, how the held-out cases came out.</summary>
public static class RunReport
{
    private const int ShownOfAKind = 3;
    private const int ShownMistakes = 9;

    /// <summary>Writes FILE, and beside it figures/ with every chart as SVG and PNG and the cases as one PNG.</summary>
    /// <param name="file">report.html.</param>
    /// <param name="run">The run.</param>
    /// <param name="folds">Finished folds to report on together.</param>
    /// <param name="dataset">Where the images are; null leaves the pictures out.</param>
    /// <exception cref="DataException">A file of the run is missing or malformed.</exception>
    public static void Write(string file, RunFolder run, IReadOnlyList<int> folds, Dataset? dataset)
    {
        var content = Content(run, folds, dataset);
        var figures = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "figures");
        foreach (var chart in content.TrainingCharts.Concat(content.ResultCharts).Where(chart => !chart.Chart.IsEmpty))
            ChartFile.Write(figures, chart.Name, chart.Chart);
        if (content.Shown.Count > 0)
            ContactSheet.Write(Path.Combine(figures, "cases.png"), [.. content.Shown.SelectMany(group => group.Cases).DistinctBy(shown => shown.Id)]);
        HtmlReport.Write(file, content);
    }

    private static ReportContent Content(RunFolder run, IReadOnlyList<int> folds, Dataset? dataset)
    {
        var plan = Plan.Read(run.PlanFile);
        var logs = folds.ToDictionary(fold => fold, fold => TrainingLog.Read(Path.Combine(run.FoldFolder(fold), "log.jsonl")));
        var groups = dataset?.Cases.ToDictionary(item => item.Id, item => item.Group);
        var rows = folds.SelectMany(fold => EvaluationFile.Rows(Path.Combine(run.FoldFolder(fold), "cases.csv"), id => groups?.GetValueOrDefault(id) ?? id).Select(row => (Fold: fold, Row: row))).ToArray();
        var summary = folds.Count == 1
            ? SenoJson.ReadFile<EvaluationSummary>(Path.Combine(run.FoldFolder(folds[0]), "summary.json"))
            : EvaluationSummary.Of([.. rows.Select(row => row.Row)], UnitOf(run, folds), plan.Labels.Keys.Skip(1));
        var cases = rows.Select(row => CaseOf(row.Fold, row.Row)).ToArray();
        return new()
        {
            Title = folds.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $"{plan.Dataset}: fold {folds[0]}") : string.Create(CultureInfo.InvariantCulture, $"{plan.Dataset}: {folds.Count} folds together"),
            KeyFigures = [.. summary.Labels.SelectMany(label => KeyFigures(label.Key, label.Value, rows.Count(row => row.Row.Label == label.Key)))],
            Facts = Facts(run, folds, plan, logs.Values.SelectMany(log => log).Sum(epoch => epoch.Seconds), dataset),
            TrainingCharts = [.. TrainingCharts.Of([.. logs.Select(log => CurveOf(log.Key, log.Value))])],
            ResultCharts = [.. ResultCharts.Of(cases, summary.Unit)],
            Summary = [.. summary.Labels.SelectMany(label => Rows(label.Key, label.Value, summary.Unit))],
            DistanceUnit = summary.Unit,
            Cases = cases,
            Shown = dataset is null ? [] : Shown(run, dataset, cases),
        };
    }

    private static string UnitOf(RunFolder run, IReadOnlyList<int> folds)
    {
        var units = folds.Select(fold => SenoJson.ReadFile<EvaluationSummary>(Path.Combine(run.FoldFolder(fold), "summary.json")).Unit).Distinct().ToArray();
        return units.Length == 1 ? units[0] : string.Join(" or ", units);
    }

    private static TrainingCurve CurveOf(int fold, IReadOnlyList<TrainingEpoch> log) => new(
        string.Create(CultureInfo.InvariantCulture, $"fold {fold}"),
        [.. log.Select(epoch => new TrainingPoint(epoch.Iteration, epoch.Scalars.GetValueOrDefault("loss", double.NaN), epoch.PseudoDice))]);

    private static CaseRow CaseOf(int fold, CaseMetrics row) => new(row.Case, fold, row.Label, row.ReferenceVoxels, row.PredictionVoxels, row.Values["dsc"], row.Values["iou"], row.Values["conformity"], row.Values["sensitivity"], row.Values["precision"], row.Values["hd95"], row.Values["assd"], row.Missed, row.FalseAlarm);

    private static List<KeyValuePair<string, string>> Facts(RunFolder run, IReadOnlyList<int> folds, Plan plan, double seconds, Dataset? dataset)
    {
        var culture = CultureInfo.InvariantCulture;
        var manifest = Manifest.Read(run.ManifestFile);
        var splits = SenoJson.ReadFile<List<Fold>>(run.SplitsFile);
        var first = splits[folds[0]];
        var groups = dataset is null ? "" : string.Create(culture, $" in {dataset.Cases.Select(item => item.Group).Distinct().Count()} patients or groups");
        return
        [
            new("data set", string.Create(culture, $"{plan.Dataset}, {first.Train.Count + first.Val.Count} cases{groups}")),
            new("split", folds.Count == 1
                ? string.Create(culture, $"fold {folds[0]} of {splits.Count}: {first.Train.Count} cases trained on, {first.Val.Count} held out; no patient or group on both sides")
                : string.Create(culture, $"folds {string.Join(", ", folds)} of {splits.Count}: {folds.Sum(fold => splits[fold].Val.Count)} cases, each held out once; no patient or group on both sides")),
            new("network", string.Create(culture, $"{plan.Network}, features {string.Join(", ", plan.Features)}, input {plan.Patch[0]}×{plan.Patch[1]} px, batch {plan.BatchSize}")),
            new("training", string.Create(culture, $"{plan.Loss}, {plan.Iterations} iterations, {plan.Optimiser} at {plan.LearningRate} falling as {plan.Schedule}, augmentation {plan.Augmentation}, seed {plan.Seed}; {TimeSpan.FromSeconds(seconds / folds.Count):h\\:mm\\:ss} h a fold, validation of the epochs included")),
            new("prediction", "mean over mirror images, likeliest class, no post-processing"),
            .. Calibrated(run, plan),
            new("arithmetic", $"{plan.Precision}, {plan.Layout}, {manifest.Threads} threads"),
            new("machine", string.Join(", ", new[] { manifest.Processor, manifest.System, manifest.Architecture }.OfType<string>())),
            new("program", $"Seno {manifest.Seno}, libtorch {manifest.LibTorch}, .NET {manifest.DotNet}"),
            .. TestSet(dataset),
        ];
    }

    private static IEnumerable<KeyValuePair<string, string>> Calibrated(RunFolder run, Plan plan)
    {
        if (CalibrationFile.Of(run, plan) is { } kept)
            yield return new("calibration", string.Create(CultureInfo.InvariantCulture, $"{CalibrationReport.Describe(kept)}, fitted on {kept.Cases} validation cases over the {kept.Region}; applied by 'seno predict', not in the figures here"));
    }

    /// <summary>Of a data set with a locked analysis plan: how often its test set was used, and every use.</summary>
    private static IEnumerable<KeyValuePair<string, string>> TestSet(Dataset? dataset)
    {
        if (dataset is null || AnalysisPlan.Of(dataset.Folder) is not { } plan)
            yield break;
        var culture = CultureInfo.InvariantCulture;
        var uses = TestSetLedger.Read(dataset.Folder);
        yield return new("locked test set", string.Create(culture, $"{plan.TestCases.Count} cases, locked {plan.Locked:yyyy-MM-dd HH:mm} UTC{(plan.Margin is { } margin ? string.Create(culture, $", margin {margin}") : "")}; evaluated {uses.Count} {(uses.Count == 1 ? "time" : "times")} since"));
        foreach (var use in uses)
            yield return new(string.Create(culture, $"test set, evaluation {use.Number}"), string.Create(culture, $"{use.Time:yyyy-MM-dd HH:mm} UTC, {use.Cases} of {use.Of} cases, predictions {use.PredictionsSha256[..12]}{(use.ModelSha256 is { } model ? $", model {model[..12]}" : "")}{string.Concat(use.Changes.Select(change => "; " + change))}"));
        foreach (var change in plan.Changes(dataset.Folder))
            yield return new("changed since locking", change);
    }

    private static IEnumerable<KeyFigure> KeyFigures(string label, LabelSummary summary, int cases)
    {
        var lesions = 0;
        if (summary.Lesions.TryGetValue("dsc", out var dice))
        {
            lesions = dice.N;
            yield return new(HtmlReport.Number(dice.Mean), string.Create(CultureInfo.InvariantCulture, $"mean DSC of {lesions} {label} references"), $"95 % CI {HtmlReport.Number(dice.Interval[0])} to {HtmlReport.Number(dice.Interval[1])}; median {HtmlReport.Number(dice.Median)}");
            yield return new(summary.Missed.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"of {lesions} missed"), "no predicted pixel touches them");
        }
        if (cases > lesions)
            yield return new(summary.FalseAlarms.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"of {cases - lesions} without {label} raised a false alarm"), "something was predicted where the reference has nothing");
    }

    private static IEnumerable<MetricRow> Rows(string label, LabelSummary summary, string unit)
    {
        foreach (var (metric, values) in summary.Lesions)
            yield return Row(label, MetricTable.Distances.Contains(metric) ? $"{metric}, missed count the diagonal" : metric, values, MetricTable.UnitOf(metric, unit));
        foreach (var (metric, values) in summary.Detected)
            yield return Row(label, $"{metric}, detected lesions only", values, unit);
    }

    private static MetricRow Row(string label, string metric, MetricSummary values, string unit) =>
        new(label, metric, values.Mean, values.Median, values.Std, values.Interval[0], values.Interval[1], values.N, unit);

    private static List<ShownGroup> Shown(RunFolder run, Dataset dataset, CaseRow[] rows)
    {
        var byId = dataset.Cases.ToDictionary(item => item.Id);
        var shownRows = rows.Where(row => byId.ContainsKey(row.Id)).ToArray();
        var ranked = shownRows.Where(row => row.ReferenceVoxels > 0).OrderByDescending(row => row.Dsc).ThenBy(row => row.Id, StringComparer.Ordinal).ToArray();
        var middle = Math.Max(0, ranked.Length / 2 - ShownOfAKind / 2);
        (string Title, string Explanation, IEnumerable<CaseRow> Rows)[] groups =
        [
            ("Missed lesions", $"The largest first, {ShownMistakes} at most: no predicted pixel touches them.", ranked.Where(row => row.Missed).OrderByDescending(row => row.ReferenceVoxels).Take(ShownMistakes)),
            ("Worst of those touched", "", ranked.Where(row => !row.Missed).Reverse().Take(ShownOfAKind)),
            ("About the median", "", ranked.Skip(middle).Take(ShownOfAKind)),
            ("Best", "", ranked.Take(ShownOfAKind)),
            ("False alarms", $"The largest first, {ShownMistakes} at most: the reference has no lesion.", shownRows.Where(row => row.FalseAlarm).OrderByDescending(row => row.PredictionVoxels).Take(ShownMistakes)),
        ];
        return [.. groups.Select(group => new ShownGroup(group.Title, group.Explanation, [.. group.Rows.Select(row => ShownOf(run, byId[row.Id], row)).OfType<ShownCase>()])).Where(group => group.Cases.Count > 0)];
    }

    /// <summary>Null where the predicted label map was removed.</summary>
    private static ShownCase? ShownOf(RunFolder run, Case item, CaseRow row)
    {
        var predicted = Path.Combine(run.FoldFolder(row.Fold), "predictions", row.Id + PredictStudy.EndingFor(item));
        if (!File.Exists(predicted))
            return null;
        var image = item.ReadChannels()[0];
        var caption = row.FalseAlarm
            ? string.Create(CultureInfo.InvariantCulture, $"{row.PredictionVoxels} voxels predicted")
            : string.Create(CultureInfo.InvariantCulture, $"DSC {row.Dsc:F2}, {row.ReferenceVoxels} voxels");
        return new(row.Id, caption, image, item.ReadReference(image.Size), ImageFile.ReadLabels(predicted));
    }
}
