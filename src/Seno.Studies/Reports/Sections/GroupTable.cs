using Seno.Core;
using Seno.Evaluation;
using Seno.Studies.Reports.Charts;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Reports.Sections;

/// <summary>The same label in several groups of cases side by side: a table and a figure.</summary>
internal static class GroupTable
{
    private static readonly string[] Shown = ["dsc", "hd95"];

    /// <param name="name">Of the files.</param>
    /// <param name="title">Of the table.</param>
    /// <param name="source">Command that measured.</param>
    /// <param name="heading">What the groups are by.</param>
    /// <param name="groups">Label, group and its summary, in the order shown.</param>
    /// <param name="unit">Of distances.</param>
    public static ReportTable Of(string name, string title, string source, string heading, IReadOnlyList<(string Label, string Group, LabelSummary Summary)> groups, string unit)
    {
        var metrics = Metrics(groups);
        return new()
        {
            Name = name,
            Title = title,
            Source = source,
            Note = "Over the lesions of each group; intervals are resampled by patient. A missed lesion counts with overlap 0 and the diagonal as distance. Groups were not tested against each other.",
            Columns = [ReportColumn.Text("Label"), ReportColumn.Text(heading), new("Lesions"), new("Missed"), .. metrics.SelectMany(metric => new[] { new ReportColumn($"{metric}, mean", MetricTable.UnitOf(metric, unit)), ReportColumn.Interval($"{metric}, 95 % CI") with { Unit = MetricTable.UnitOf(metric, unit) } })],
            Rows = [.. groups.Select(group => new ReportRow(
            [
                ReportCell.Of(group.Label), ReportCell.Of(group.Group), ReportCell.Of(Lesions(group.Summary)), ReportCell.Of(group.Summary.Missed), .. metrics.SelectMany(metric => Cells(group.Summary, metric)),
            ]))],
        };
    }

    /// <summary>Mean and interval of the first metric, a row a group.</summary>
    public static IEnumerable<NamedChart> Charts(string name, string by, IReadOnlyList<(string Label, string Group, LabelSummary Summary)> groups, string unit)
    {
        if (Metrics(groups) is not [var metric, ..])
            yield break;
        var labels = groups.Select(group => group.Label).Distinct().ToArray();
        foreach (var label in labels)
        {
            var rows = groups.Where(group => group.Label == label && group.Summary.Lesions.ContainsKey(metric)).Reverse().ToArray();
            if (rows.Length > 0)
                yield return new(labels.Length > 1 ? $"{name}-{FileNames.For(label)}" : name, Chart(metric, by, label, rows, unit));
        }
    }

    private static Chart Chart(string metric, string by, string label, (string Label, string Group, LabelSummary Summary)[] rows, string unit)
    {
        var bounded = metric == "dsc";
        var axis = metric == "dsc" ? "DSC" : metric;
        return new()
        {
            Title = $"Mean {axis} of {label} by {by}, 95 % intervals",
            X = new(MetricTable.UnitOf(metric, unit) is { Length: > 0 } known ? $"{axis}, {known}" : axis, bounded ? 0 : null, bounded ? 1 : null),
            Y = new("", Categories: [.. rows.Select(row => FormattableString.Invariant($"{row.Group} (n = {row.Summary.Lesions[metric].N})"))]),
            Series = [new IntervalSeries("", Palette.Of(0), [.. rows.Select((row, i) => row.Summary.Lesions[metric] is var values ? new ChartInterval(values.Mean, i, values.Interval[0], values.Interval[1], $"{row.Group}: {HtmlReport.Number(values.Mean)}, {LabelFigures.Interval(values)}") : default)])],
        };
    }

    private static string[] Metrics(IReadOnlyList<(string Label, string Group, LabelSummary Summary)> groups)
    {
        var measured = groups.SelectMany(group => group.Summary.Lesions.Keys).Distinct().ToArray();
        var wanted = Shown.Where(measured.Contains).ToArray();
        return wanted.Length > 0 ? wanted : [.. measured.Take(1)];
    }

    private static IEnumerable<ReportCell> Cells(LabelSummary summary, string metric) => summary.Lesions.TryGetValue(metric, out var values)
        ? [ReportCell.Of(values.Mean), ReportCell.Of(values.Interval[0], values.Interval[1])]
        : [ReportCell.Of(double.NaN), ReportCell.Of(double.NaN, double.NaN)];

    private static int Lesions(LabelSummary summary) => summary.Lesions.Values.Select(metric => metric.N).FirstOrDefault();
}
