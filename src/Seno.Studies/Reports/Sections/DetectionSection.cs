using Seno.Core;
using Seno.Evaluation;
using Seno.Evaluation.Detection;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Reports.Sections;

/// <summary>Lesions counted one by one, and FROC.</summary>
internal static class DetectionSection
{
    public static ReportSection? Of(EvaluationSummary summary)
    {
        var labels = summary.Labels.Where(label => label.Value.Detection is not null).Select(label => (label.Key, Found: label.Value.Detection!)).ToArray();
        return labels.Length == 0 ? null : new("Lesion by lesion")
        {
            Text = ["A case with five lesions counts five times. False positives are predicted lesions that found none."],
            Figures = [.. DetectionCharts.Of(summary).Select(ReportFigure.Of)],
            Tables = [Counts(labels, summary.Cases), .. Froc(labels)],
        };
    }

    private static ReportTable Counts((string Label, DetectionSummary Found)[] labels, int cases) => new()
    {
        Name = "detection",
        Title = $"Lesions found one by one in {Counted.Of(cases, "case")}",
        Source = "seno evaluate",
        Columns = [ReportColumn.Text("Label"), new("Lesions"), new("Found"), new("Missed"), new("False positives"), new("False positives a case"), new("Sensitivity"), new("Precision"), new("F1"), new("Lesion Dice"), new("Panoptic quality")],
        Rows = [.. labels.Select(label => new ReportRow(
        [
            ReportCell.Of(label.Label), ReportCell.Of(label.Found.Lesions), ReportCell.Of(label.Found.Found), ReportCell.Of(label.Found.Lesions - label.Found.Found), ReportCell.Of(label.Found.FalsePositives),
            ReportCell.Of(label.Found.FalsePositivesPerCase), ReportCell.Of(label.Found.Sensitivity), ReportCell.Of(label.Found.Precision), ReportCell.Of(label.Found.F1), ReportCell.Of(label.Found.LesionDice), ReportCell.Of(label.Found.PanopticQuality),
        ]))],
    };

    private static IEnumerable<ReportTable> Froc((string Label, DetectionSummary Found)[] labels)
    {
        var curves = labels.Where(label => label.Found.Froc is not null).ToArray();
        if (curves.Length == 0)
            yield break;
        yield return new()
        {
            Name = "froc",
            Title = $"Lesions found at no more than so many false positives an image, {curves[0].Found.Froc!.Images} images",
            Source = "seno evaluate --lesions",
            Columns = [ReportColumn.Text("Label"), new("Lesions"), .. FrocCurve.Rates.Select(rate => new ReportColumn(FormattableString.Invariant($"{rate}"))), new("Mean")],
            Rows = [.. curves.Select(curve => new ReportRow([ReportCell.Of(curve.Label), ReportCell.Of(curve.Found.Froc!.Lesions), .. curve.Found.Froc.SensitivityAt.Select(share => ReportCell.Of(share)), ReportCell.Of(curve.Found.Froc.Mean)]))],
        };
    }
}
