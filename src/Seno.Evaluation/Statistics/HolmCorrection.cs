namespace Seno.Evaluation.Statistics;

/// <summary>Holm's step-down correction for several tests (Scandinavian Journal of Statistics 6, 1979): as safe as Bonferroni's, never less powerful.</summary>
public static class HolmCorrection
{
    /// <param name="pValues">Each in [0, 1]; NaN for a test that could not be made, which is not counted.</param>
    /// <returns>Adjusted p-values in the order given, to compare with the level wanted; NaN stays NaN.</returns>
    /// <exception cref="ArgumentException">A value is outside [0, 1].</exception>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        if (pValues.Any(p => p is < 0 or > 1))
            throw new ArgumentException("p-values lie in [0, 1]", nameof(pValues));
        var adjusted = Enumerable.Repeat(double.NaN, pValues.Count).ToArray();
        var order = Enumerable.Range(0, pValues.Count).Where(i => !double.IsNaN(pValues[i])).OrderBy(i => pValues[i]).ToArray();
        var largest = 0.0;
        foreach (var (index, place) in order.Select((index, place) => (index, place)))
        {
            largest = Math.Max(largest, Math.Min(1, (order.Length - place) * pValues[index]));
            adjusted[index] = largest;
        }
        return adjusted;
    }
}
