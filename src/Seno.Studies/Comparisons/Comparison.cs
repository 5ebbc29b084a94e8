using Seno.Evaluation.Statistics;

namespace Seno.Studies.Comparisons;

/// <summary>What a comparison found.</summary>
/// <param name="Methods">Names, in the order given.</param>
/// <param name="Cases">Cases compared.</param>
/// <param name="LeftOut">Cases that not all evaluations have.</param>
/// <param name="Tests">p-values that Holm's correction covers.</param>
/// <param name="Pairs">By label, metric and pair.</param>
/// <param name="Ranks">By label, metric and method.</param>
/// <param name="Conclusions">A sentence for every pair.</param>
public sealed record Comparison(IReadOnlyList<string> Methods, int Cases, IReadOnlyList<string> LeftOut, int Tests, IReadOnlyList<PairComparison> Pairs, IReadOnlyList<MethodRank> Ranks, IReadOnlyList<string> Conclusions);

/// <summary>Two methods, one metric of one label, over cases whose reference has the label.</summary>
public sealed record PairComparison
{
    public required string Label { get; init; }

    public required string Metric { get; init; }

    public required string First { get; init; }

    public required string Second { get; init; }

    /// <value>Lesions with a value of both.</value>
    public required int N { get; init; }

    public required int Patients { get; init; }

    /// <value>First − second, mean over lesions, BCa interval by patient.</value>
    public required Estimate MeanDifference { get; init; }

    /// <value>Median over lesions, BCa interval by patient.</value>
    public required Estimate MedianDifference { get; init; }

    /// <value>Hodges–Lehmann shift of patients' mean differences; null where infinities of both signs leave none.</value>
    public Estimate? Shift { get; init; }

    /// <value>Signed-rank test of patients' mean differences.</value>
    public required double P { get; init; }

    /// <value>The p-value is exact, not a normal approximation.</value>
    public required bool Exact { get; init; }

    /// <value>After Holm's correction over all tests of the comparison.</value>
    public double HolmP { get; init; } = double.NaN;

    /// <value>−1…1, positive where the first has the higher values.</value>
    public required double RankBiserial { get; init; }

    /// <value>Mean over standard deviation of patients' differences; NaN where that is not finite.</value>
    public required double CohensD { get; init; }

    public required int MissedByFirst { get; init; }

    public required int MissedBySecond { get; init; }

    /// <value>The first is better, the second is (after correction, at 5 %), or null.</value>
    public string? Better { get; init; }
}

/// <summary>How a method ranks among all, 1 best; a missed lesion is the worst possible, ties share the mean rank.</summary>
/// <param name="MeanRank">Over lesions, with BCa interval by patient.</param>
/// <param name="FirstShare">Share of bootstrap samples of patients in which it has the best mean rank: how stable its place is.</param>
public sealed record MethodRank(string Label, string Metric, string Method, Estimate MeanRank, double FirstShare);
