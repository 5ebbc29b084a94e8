using Seno.Core;
using Seno.Studies.Reports;

namespace Seno.Studies.Comparisons;

/// <summary>A rank plot for every metric of every label.</summary>
internal static class RankFigures
{
    public static IEnumerable<ReportFigure> Of(Comparison comparison)
    {
        foreach (var ranks in comparison.Ranks.GroupBy(rank => (rank.Label, rank.Metric)))
        {
            var (label, metric) = ranks.Key;
            var unresolved = comparison.Pairs.Where(pair => pair.Label == label && pair.Metric == metric && pair.Better is null).Select(pair => (pair.First, pair.Second)).ToHashSet();
            yield return new(
                $"rank-{FileNames.For(label)}-{FileNames.For(metric)}",
                RankPlot.Draw($"{metric} of {label}", [.. ranks], unresolved));
        }
    }
}
