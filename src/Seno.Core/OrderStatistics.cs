namespace Seno.Core;

/// <summary>Statistics of sorted values.</summary>
public static class OrderStatistics
{
    /// <returns>The middle value, or the mean of the two middle ones; NaN for none. Two equal infinities give themselves.</returns>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            return double.NaN;
        var (lower, upper) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        return lower == upper ? lower : (lower + upper) / 2;
    }

    /// <summary>The value below which a share of the values lies, interpolated between neighbours (numpy's default).</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(ReadOnlySpan<float> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * ((double)sorted[above] - sorted[below]);
    }
}
