using Seno.Core;
using Seno.Evaluation;

namespace Seno.Studies.Reports.Sections;

/// <summary>Cases by a column of the data set's cases.csv.</summary>
internal static class SubgroupSection
{
    public static ReportSection? Of(EvaluationSummary summary)
    {
        if (summary.Subgroups is not { Count: > 0 } subgroups)
            return null;
        var column = summary.Column ?? "group";
        var groups = summary.Labels.Keys.SelectMany(label => subgroups.Select(group => (label, group.Key, group.Value.Labels[label]))).ToArray();
        return new($"By {column}")
        {
            Figures = [.. GroupTable.Charts("subgroups", column, groups, summary.Unit).Select(ReportFigure.Of)],
            Tables = [GroupTable.Of(
                "subgroups",
                $"Cases by {column}, {Counted.Of(summary.Cases, "case")}",
                $"seno evaluate --by {column}",
                column,
                groups,
                summary.Unit)],
        };
    }
}
