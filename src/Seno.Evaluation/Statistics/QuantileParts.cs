namespace Seno.Evaluation.Statistics;

/// <summary>Values in parts of equally many, from the smallest: quartiles of lesions by size, for instance.</summary>
public static class QuantileParts
{
    /// <param name="values">In any order.</param>
    /// <param name="parts">4 for quartiles.</param>
    /// <returns>Edges between the parts, rising: the smallest value of each but the first. Fewer than parts − 1 where equal values, which stay together, leave a part empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one part.</exception>
    public static double[] Edges(IEnumerable<double> values, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            return [];
        return [.. Enumerable.Range(1, parts - 1).Select(part => sorted[sorted.Length * part / parts]).Where(edge => edge > sorted[0]).Distinct()];
    }

    /// <returns>0 for the smallest; a value equal to an edge belongs above it.</returns>
    public static int PartOf(double value, IReadOnlyList<double> edges) => edges.Count(edge => value >= edge);
}
