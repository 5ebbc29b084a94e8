namespace Seno.Studies.Reports.Tables;

/// <summary>Every metric of every label over the cases.</summary>
internal static class MetricsTable
{
    /// <param name="rows">In the order shown.</param>
    /// <param name="title">With the number of cases.</param>
    /// <param name="source">Command that measured.</param>
    /// <param name="note">What the rows are over.</param>
    public static ReportTable Of(IReadOnlyList<MetricRow> rows, string title, string source, string note) => new()
    {
        Name = "metrics",
        Title = title,
        Source = source,
        Note = note,
        Columns = [ReportColumn.Text("Label"), ReportColumn.Text("Metric"), new("Mean"), ReportColumn.Interval("95 % CI of the mean"), new("Median"), new("SD"), new("N")],
        Rows = [.. rows.Select(row => new ReportRow(
        [
            ReportCell.Of(row.Label),
            ReportCell.Of(row.Unit.Length > 0 ? $"{row.Metric} [{row.Unit}]" : row.Metric),
            ReportCell.Of(row.Mean),
            ReportCell.Of(row.Low, row.High),
            ReportCell.Of(row.Median),
            ReportCell.Of(row.Std),
            ReportCell.Of(row.N),
        ]))],
    };
}
