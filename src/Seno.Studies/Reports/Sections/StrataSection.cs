using Seno.Core;
using Seno.Evaluation;

namespace Seno.Studies.Reports.Sections;

/// <summary>Lesions by their size.</summary>
internal static class StrataSection
{
    public static ReportSection? Of(EvaluationSummary summary)
    {
        var groups = summary.Labels.SelectMany(label => (label.Value.Strata ?? new Dictionary<string, LabelSummary>()).Select(stratum => (label.Key, stratum.Key, stratum.Value))).ToArray();
        return groups.Length == 0 ? null : new("By size of the lesion")
        {
            Figures = [.. GroupTable.Charts("strata", "size", groups, summary.Unit).Select(ReportFigure.Of)],
            Tables = [GroupTable.Of(
                "strata",
                $"Lesions by size in {Counted.Of(summary.Cases, "case")}",
                "seno evaluate --strata",
                "Size in the reference",
                groups,
                summary.Unit)],
        };
    }
}
