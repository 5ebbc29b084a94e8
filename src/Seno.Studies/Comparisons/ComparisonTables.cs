using Seno.Core;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Comparisons;

/// <summary>The tables of a comparison.</summary>
internal static class ComparisonTables
{
    public static ReportTable Pairs(Comparison comparison) => new()
    {
        Name = "comparison",
        Title = $"Paired comparison over {Counted.Of(comparison.Cases, "case")}",
        Source = "seno compare",
        Note = $"First less second. Intervals are resampled by patient; p is of the signed-rank test of patients’ means, corrected after Holm over {Counted.Of(comparison.Tests, "test")}. An effect above 0: the first has the higher values.",
        Columns =
        [
            ReportColumn.Text("Label"), ReportColumn.Text("Metric"), ReportColumn.Text("First"), ReportColumn.Text("Second"), new("Lesions"), new("Patients"), new("Mean difference"),
            ReportColumn.Interval("95 % CI"), new("p"), new("p, Holm"), new("Rank-biserial"), new("Missed by first"), new("Missed by second"), ReportColumn.Text("Better"),
        ],
        Rows = [.. comparison.Pairs.Select(pair => new ReportRow(
        [
            ReportCell.Of(pair.Label), ReportCell.Of(pair.Metric), ReportCell.Of(pair.First), ReportCell.Of(pair.Second), ReportCell.Of(pair.N), ReportCell.Of(pair.Patients), ReportCell.Of(pair.MeanDifference.Value),
            ReportCell.Of(pair.MeanDifference.Low, pair.MeanDifference.High), ReportCell.OfP(pair.P), ReportCell.OfP(pair.HolmP), ReportCell.Of(pair.RankBiserial), ReportCell.Of(pair.MissedByFirst), ReportCell.Of(pair.MissedBySecond), ReportCell.Of(pair.Better ?? "not shown"),
        ]))],
    };

    public static ReportTable Ranks(Comparison comparison) => new()
    {
        Name = "ranks",
        Title = $"Ranks of {Counted.Of(comparison.Methods.Count, "method")} over {Counted.Of(comparison.Cases, "case")}",
        Source = "seno compare",
        Note = "1 is best; a missed lesion is the worst possible, ties share the mean rank.",
        Columns = [ReportColumn.Text("Label"), ReportColumn.Text("Metric"), ReportColumn.Text("Method"), new("Mean rank"), ReportColumn.Interval("95 % CI"), new("Resamples in first place", "%")],
        Rows = [.. comparison.Ranks.Select(rank => new ReportRow(
        [
            ReportCell.Of(rank.Label), ReportCell.Of(rank.Metric), ReportCell.Of(rank.Method), ReportCell.Of(rank.MeanRank.Value), ReportCell.Of(rank.MeanRank.Low, rank.MeanRank.High), ReportCell.Of(100 * rank.FirstShare),
        ]))],
    };
}
