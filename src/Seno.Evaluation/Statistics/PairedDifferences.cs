namespace Seno.Evaluation.Statistics;

/// <summary>Differences of paired values.</summary>
public static class PairedDifferences
{
    /// <returns>first − second of each pair; 0 where both are the same infinity, as neither is better.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a value is NaN.</exception>
    public static double[] Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count != second.Count)
            throw new ArgumentException($"{first.Count} values cannot be paired with {second.Count}", nameof(second));
        if (first.Any(double.IsNaN) || second.Any(double.IsNaN))
            throw new ArgumentException("A paired value is NaN", first.Any(double.IsNaN) ? nameof(first) : nameof(second));
        return [.. first.Zip(second, (a, b) => a == b ? 0 : a - b)];
    }
}
