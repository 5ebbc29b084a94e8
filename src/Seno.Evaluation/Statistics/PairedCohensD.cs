namespace Seno.Evaluation.Statistics;

/// <summary>Standardised mean difference of pairs, d_z = mean/standard deviation of the differences (Cohen, Statistical Power Analysis, 1988).</summary>
public static class PairedCohensD
{
    /// <param name="differences">One a pair.</param>
    /// <returns>NaN for fewer than two pairs or infinite differences; 0 where all are 0; ±∞ where all are the same.</returns>
    public static double Of(IReadOnlyList<double> differences)
    {
        if (differences.Count < 2 || !differences.All(double.IsFinite))
            return double.NaN;
        if (differences.All(difference => difference == differences[0]))
            return differences[0] == 0 ? 0 : Math.CopySign(double.PositiveInfinity, differences[0]);
        var mean = differences.Average();
        return mean / Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Count - 1));
    }
}
