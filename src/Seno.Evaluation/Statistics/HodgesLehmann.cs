namespace Seno.Evaluation.Statistics;

/// <summary>Shift of paired values: the median of all pairwise means of the differences, with the interval that the signed-rank test gives (Hodges and Lehmann, Annals of Mathematical Statistics 34, 1963).</summary>
/// <remarks>The interval is by order statistics of the n(n + 1)/2 means, so both memory and time grow with n².</remarks>
public static class HodgesLehmann
{
    /// <param name="differences">One a pair. Infinities of one sign are allowed.</param>
    /// <param name="confidence">Of the interval, at least. Default 0.95.</param>
    /// <returns>NaN for none; no interval where so few pairs cannot give one.</returns>
    /// <exception cref="ArgumentException">A difference is NaN, or infinities of both signs occur.</exception>
    public static Estimate Shift(IReadOnlyList<double> differences, double confidence = 0.95)
    {
        var n = differences.Count;
        if (n == 0)
            return Estimate.WithoutInterval(double.NaN, "no pairs");
        var means = new double[n * (n + 1) / 2];
        for (int i = 0, next = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
                means[next++] = (differences[i] + differences[j]) / 2;
        }
        if (means.Any(double.IsNaN))
            throw new ArgumentException("A difference is NaN, or −∞ and ∞ both occur", nameof(differences));
        Array.Sort(means);
        var (lower, upper) = (means[(means.Length - 1) / 2], means[means.Length / 2]);
        var median = lower == upper ? lower : (lower + upper) / 2;
        // all signs equal has the chance 2^−n on either side: below it no interval of this confidence exists
        if (Math.Pow(2, 1 - n) > 1 - confidence)
            return Estimate.WithoutInterval(median, $"{n} pairs are too few for an interval of this confidence");
        var rank = Math.Max(1, SignedRankDistribution.Quantile((1 - confidence) / 2, n));
        return new(median, means[rank - 1], means[^rank]);
    }
}
