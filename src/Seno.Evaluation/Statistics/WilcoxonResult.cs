namespace Seno.Evaluation.Statistics;

/// <summary>A signed-rank test.</summary>
/// <param name="PositiveRanks">Sum of the ranks of positive differences (R's V).</param>
/// <param name="NegativeRanks">Sum of the ranks of negative differences.</param>
/// <param name="N">Pairs that differ.</param>
/// <param name="P">In (0, 1]; 1 where no pair differs.</param>
/// <param name="Exact">From the exact distribution; otherwise from the normal approximation.</param>
public sealed record WilcoxonResult(double PositiveRanks, double NegativeRanks, int N, double P, bool Exact)
{
    /// <summary>(positive − negative)/(positive + negative) rank sums: the matched-pairs rank-biserial correlation (Kerby, Comprehensive Psychology 3, 2014).</summary>
    /// <value>−1…1; 0 where no pair differs.</value>
    public double RankBiserial => N == 0 ? 0 : (PositiveRanks - NegativeRanks) / (PositiveRanks + NegativeRanks);
}
