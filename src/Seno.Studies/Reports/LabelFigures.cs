using System.Globalization;
using Seno.Evaluation;

namespace Seno.Studies.Reports;

/// <summary>One label's summary as figures in large type and as rows of the table of metrics.</summary>
internal static class LabelFigures
{
    /// <param name="label">Its name.</param>
    /// <param name="summary">Over the cases.</param>
    /// <param name="cases">All, those without the label included.</param>
    public static IEnumerable<KeyFigure> KeyFigures(string label, LabelSummary summary, int cases)
    {
        var culture = CultureInfo.InvariantCulture;
        var lesions = summary.Lesions.Values.Select(metric => metric.N).FirstOrDefault();
        if (summary.Lesions.TryGetValue("dsc", out var dice))
            yield return new(HtmlReport.Number(dice.Mean), string.Create(culture, $"mean DSC of {lesions} {label} references"), $"{Interval(dice)}; median {HtmlReport.Number(dice.Median)}");
        if (lesions > 0)
            yield return new(summary.Missed.ToString(culture), string.Create(culture, $"of {lesions} missed"), "no predicted pixel touches them");
        if (cases > lesions)
            yield return new(summary.FalseAlarms.ToString(culture), string.Create(culture, $"of {cases - lesions} without {label} raised a false alarm"), "something was predicted where the reference has nothing");
        if (summary.Detection is { Lesions: > 0 } found)
            yield return new(string.Create(culture, $"{found.Found} of {found.Lesions}"), $"{label}s found, one by one", string.Create(culture, $"{found.FalsePositives} false positives, {HtmlReport.Number(found.FalsePositivesPerCase)} a case"));
    }

    public static IEnumerable<MetricRow> Rows(string label, LabelSummary summary, string unit)
    {
        foreach (var (metric, values) in summary.Lesions)
            yield return Row(label, MetricTable.Distances.Contains(metric) ? $"{metric}, missed count the diagonal" : metric, values, MetricTable.UnitOf(metric, unit));
        foreach (var (metric, values) in summary.Detected)
            yield return Row(label, $"{metric}, detected lesions only", values, unit);
    }

    public static string Interval(MetricSummary metric) => metric.NoInterval is { } reason
        ? $"no interval: {reason}"
        : $"95 % CI {HtmlReport.Number(metric.Interval[0])} to {HtmlReport.Number(metric.Interval[1])}";

    private static MetricRow Row(string label, string metric, MetricSummary values, string unit) =>
        new(label, metric, values.Mean, values.Median, values.Std, values.Interval[0], values.Interval[1], values.N, unit);
}
