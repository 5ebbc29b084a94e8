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
}
