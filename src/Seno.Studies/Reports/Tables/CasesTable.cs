using Seno.Core;

namespace Seno.Studies.Reports.Tables;

/// <summary>Every case: missed first, then false alarms, then the worst.</summary>
internal static class CasesTable
{
    /// <param name="cases">Of any order.</param>
    /// <param name="unit">Of the distances.</param>
    /// <param name="source">Command that measured.</param>
    public static ReportTable Of(IReadOnlyList<CaseRow> cases, string unit, string source)
    {
        var folds = cases.Select(row => row.Fold).Distinct().Count() > 1;
        var metrics = Metrics(unit).Where(metric => cases.Any(row => !double.IsNaN(metric.Of(row)))).ToArray();
        return new()
        {
            Name = "every-case",
            Title = $"Every case: {Counted.Of(cases.Count, "mask")} of {Counted.Of(cases.Select(row => row.Id).Distinct().Count(), "case")}",
            Source = source,
            Sortable = true,
            Columns =
            [
                ReportColumn.Text("Case"), .. folds ? [new ReportColumn("Fold")] : Array.Empty<ReportColumn>(), ReportColumn.Text("Label"),
                new("Reference", "voxels"), new("Predicted", "voxels"), .. metrics.Select(metric => metric.Column), ReportColumn.Text("Remark"),
            ],
            Rows = [.. cases.OrderByDescending(row => row.Missed).ThenByDescending(row => row.FalseAlarm).ThenBy(row => row.Dsc).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => new ReportRow(
            [
                ReportCell.Of(row.Id), .. folds ? [ReportCell.Of(row.Fold)] : Array.Empty<ReportCell>(), ReportCell.Of(row.Label),
                ReportCell.Of(row.ReferenceVoxels), ReportCell.Of(row.PredictionVoxels), .. metrics.Select(metric => ReportCell.Of(metric.Of(row))),
                ReportCell.Of(row.Unpredicted ? "missed: not predicted" : row.Missed ? "missed" : row.FalseAlarm ? "false alarm" : ""),
            ], Marked: row.Missed || row.FalseAlarm))],
        };
    }

    private static (ReportColumn Column, Func<CaseRow, double> Of)[] Metrics(string unit) =>
    [
        (new("DSC"), row => row.Dsc),
        (new("IoU"), row => row.Iou),
        (new("Conformity"), row => row.Conformity),
        (new("Sensitivity"), row => row.Sensitivity),
        (new("Precision"), row => row.Precision),
        (new("HD95", unit), row => row.Hd95),
        (new("ASSD", unit), row => row.Assd),
    ];
}
