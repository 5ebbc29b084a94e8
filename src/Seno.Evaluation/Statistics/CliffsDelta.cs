namespace Seno.Evaluation.Statistics;

/// <summary>Chance that a value of the first sample exceeds one of the second, less the chance of the contrary (Cliff, Psychological Bulletin 114, 1993).</summary>
public static class CliffsDelta
{
    /// <summary>Through the rank sum: O(n log n). For independent samples; of pairs it ignores the pairing.</summary>
    /// <returns>−1…1; NaN where a sample is empty.</returns>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static double Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count == 0 || second.Count == 0)
            return double.NaN;
        var rankSum = MidRanks.Of([.. first, .. second]).Take(first.Count).Sum();
        var exceeding = rankSum - first.Count * (first.Count + 1.0) / 2;
        return 2 * exceeding / ((double)first.Count * second.Count) - 1;
    }
}
