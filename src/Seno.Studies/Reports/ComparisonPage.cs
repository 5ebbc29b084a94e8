using Seno.Core;
using Seno.Studies.Comparisons;

namespace Seno.Studies.Reports;

/// <summary>The report of a comparison: its conclusions, ranks, and every pair.</summary>
internal static class ComparisonPage
{
    private const int MostConclusions = 12;

    public static ReportContent Of(Comparison comparison) => new()
    {
        Title = $"{string.Join(", ", comparison.Methods)}: compared on {Counted.Of(comparison.Cases, "case")}",
        Source = "seno compare",
        KeyFigures = [.. KeyFigures(comparison)],
        Statements = [new("What was found", [.. comparison.Conclusions.Take(MostConclusions), .. comparison.Conclusions.Count > MostConclusions ? [$"{comparison.Conclusions.Count - MostConclusions} further conclusions are in conclusions.txt."] : Array.Empty<string>()])],
        Sections =
        [
            new("Ranks") { Figures = [.. RankFigures.Of(comparison)], Tables = [ComparisonTables.Ranks(comparison)] },
            new("Every pair") { Tables = [ComparisonTables.Pairs(comparison)] },
        ],
        FactsTitle = "What was compared",
        Facts =
        [
            new("methods", string.Join(", ", comparison.Methods)),
            new("cases", comparison.LeftOut.Count == 0 ? $"{comparison.Cases}, the same for all" : $"{comparison.Cases} that all have; left out: {string.Join(", ", comparison.LeftOut)}"),
            new("tests", $"{comparison.Tests}, corrected together after Holm"),
        ],
    };

    private static IEnumerable<KeyFigure> KeyFigures(Comparison comparison)
    {
        foreach (var ranks in comparison.Ranks.GroupBy(rank => (rank.Label, rank.Metric)))
        {
            var first = ranks.OrderBy(rank => rank.MeanRank.Value).First();
            yield return new(first.Method, $"ranks first in {ranks.Key.Metric} of {ranks.Key.Label}", FormattableString.Invariant($"mean rank {first.MeanRank.Value:0.00} of {ranks.Count()}; first in {100 * first.FirstShare:0} % of resamples"));
        }
        var shown = comparison.Pairs.Count(pair => pair.Better is not null);
        yield return new(FormattableString.Invariant($"{shown} of {comparison.Pairs.Count}"), "differences shown", "Holm-corrected p at most 0.05; no difference shown is not equality");
    }
}
