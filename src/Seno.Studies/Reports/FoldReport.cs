using System.Globalization;
using Seno.Data;
using Seno.Evaluation;
using Seno.Imaging.Formats;
using Seno.Learning.Training;

namespace Seno.Studies.Reports;

/// <summary>The report of one trained fold: what was done, how training went, how the held-out cases came out.</summary>
internal static class FoldReport
{
    /// <summary>Writes report.html, curves.png and cases.png into the fold's folder.</summary>
    public static void Write(string folder, string title, Dataset dataset, Plan plan, FoldResult result)
    {
        var content = Content(folder, title, dataset, plan, result);
        HtmlReport.Write(Path.Combine(folder, "report.html"), content);
        CurveFigure.WritePng(Path.Combine(folder, "curves.png"), content.Curves);
        ContactSheet.Write(Path.Combine(folder, "cases.png"), content.Shown);
    }

    private static ReportContent Content(string folder, string title, Dataset dataset, Plan plan, FoldResult result) => new()
    {
        Title = title,
        Facts = Facts(dataset, plan, result),
        Curves = [new($"fold {result.Fold}", [.. TrainingLog.Read(Path.Combine(folder, "log.jsonl")).Select(epoch => new TrainingPoint(epoch.Iteration, epoch.Scalars.GetValueOrDefault("loss", double.NaN), epoch.PseudoDice))])],
        Summary = [.. result.Summary.Labels.SelectMany(label => Rows(label.Key, label.Value, result.Summary.Unit))],
        Missed = result.Summary.Labels.Values.Sum(label => label.Missed),
        FalseAlarms = result.Summary.Labels.Values.Sum(label => label.FalseAlarms),
        DistanceUnit = result.Summary.Unit,
        Cases = [.. result.Rows.Select(row => new CaseRow(row.Case, row.Label, row.Values["dsc"], row.Values["iou"], row.Values["conformity"], row.Values["sensitivity"], row.Values["precision"], row.Values["hd95"], row.Values["assd"], row.Missed))],
        Shown = Shown(folder, dataset, plan, result.Rows),
    };

    private static List<KeyValuePair<string, string>> Facts(Dataset dataset, Plan plan, FoldResult result)
    {
        var culture = CultureInfo.InvariantCulture;
        return
        [
            new("data set", string.Create(culture, $"{dataset.Name}, {dataset.Cases.Count} cases in {dataset.Cases.Select(item => item.Group).Distinct().Count()} patients or groups")),
            new("split", string.Create(culture, $"fold {result.Fold} of {plan.Folds}: {result.TrainingCases} cases trained on, {result.ValidationCases} held out; no patient or group on both sides")),
            new("network", string.Create(culture, $"{plan.Network}, features {string.Join(", ", plan.Features)}, input {plan.Patch[0]}×{plan.Patch[1]} px, batch {plan.BatchSize}")),
            new("training", string.Create(culture, $"{plan.Loss}, {plan.Iterations} iterations in {result.TrainingSeconds:F0} s, learning rate {plan.LearningRate}, augmentation {plan.Augmentation}, {plan.Precision}, seed {plan.Seed}")),
            new("prediction", "mean over mirror images, likeliest class, no post-processing"),
            new("program", $"Seno {Manifest.Version}, libtorch {Learning.Runtime.TorchRuntime.Version}, .NET {Environment.Version}"),
        ];
    }

    private static IEnumerable<MetricRow> Rows(string label, LabelSummary summary, string unit)
    {
        foreach (var (metric, values) in summary.Lesions)
            yield return Row(label, MetricTable.Distances.Contains(metric) ? $"{metric}, missed count the diagonal" : metric, values, MetricTable.Distances.Contains(metric) ? unit : "");
        foreach (var (metric, values) in summary.Detected)
            yield return Row(label, $"{metric}, detected lesions only", values, unit);
    }

    private static MetricRow Row(string label, string metric, MetricSummary values, string unit) =>
        new(label, metric, values.Mean, values.Median, values.Std, values.Interval[0], values.Interval[1], values.N, unit);

    /// <summary>Two best, two about the median, and the worst, among cases that have a lesion.</summary>
    private static List<ShownCase> Shown(string folder, Dataset dataset, Plan plan, IReadOnlyList<CaseMetrics> rows)
    {
        var ranked = rows.Where(row => row.ReferenceVoxels > 0).OrderByDescending(row => row.Values["dsc"]).ToArray();
        var chosen = new[] { 0, 1, ranked.Length / 2, ranked.Length / 2 + 1, ranked.Length - 2, ranked.Length - 1 }.Where(i => i >= 0 && i < ranked.Length).Distinct();
        var byId = dataset.Cases.ToDictionary(item => item.Id);
        return [.. chosen.Select(i =>
        {
            var row = ranked[i];
            var item = byId[row.Case];
            var kind = i < 2 ? "best" : i >= ranked.Length - 2 ? "worst" : "median";
            var image = item.ReadChannels()[0];
            return new ShownCase(row.Case, string.Create(CultureInfo.InvariantCulture, $"{kind}, DSC {row.Values["dsc"]:F2}"), image, item.ReadReference(image.Size), ImageFile.ReadLabels(Path.Combine(folder, "predictions", row.Case + PredictStudy.EndingFor(item))));
        })];
    }
}
