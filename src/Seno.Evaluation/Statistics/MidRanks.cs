namespace Seno.Evaluation.Statistics;

/// <summary>Ranks from 1 up in which equal values share the mean of their places.</summary>
public static class MidRanks
{
    /// <param name="values">Infinities rank as any other value; equal infinities tie.</param>
    /// <returns>Rank of each value, smallest first.</returns>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static double[] Of(IReadOnlyList<double> values)
    {
        if (values.Any(double.IsNaN))
            throw new ArgumentException("NaN has no rank", nameof(values));
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + 1 + end) / 2.0;
            start = end;
        }
        return ranks;
    }
}
