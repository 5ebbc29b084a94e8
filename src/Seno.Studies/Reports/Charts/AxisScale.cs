namespace Seno.Studies.Reports.Charts;

/// <summary>Where values lie along an axis, and its ticks at round values.</summary>
internal sealed class AxisScale
{
    private const int TicksWanted = 5;
    private readonly bool logarithmic;
    private readonly double low;
    private readonly double high;

    private AxisScale(bool logarithmic, double low, double high, IReadOnlyList<double> ticks)
    {
        this.logarithmic = logarithmic;
        this.low = low;
        this.high = high;
        Ticks = ticks;
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <returns>0 at the axis' start, 1 at its end; values outside are moved to the nearer.</returns>
    public double Share(double value) => Math.Clamp(((logarithmic ? Math.Log10(value) : value) - low) / (high - low), 0, 1);

    /// <param name="axis">Its fixed ends, if any.</param>
    /// <param name="values">That it must reach; some are finite.</param>
    public static AxisScale Of(ChartAxis axis, IEnumerable<double> values)
    {
        if (axis.Categories is { } names)
            return new(false, -0.5, names.Count - 0.5, [.. Enumerable.Range(0, names.Count).Select(i => (double)i)]);
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(axis.Low ?? axis.High ?? 1).ToArray();
        var (low, high) = (axis.Low ?? finite.Min(), axis.High ?? finite.Max());
        return axis.Logarithmic ? Powers(low, high) : Steps(low, high, axis.Counts ? 1 : 0);
    }

    /// <summary>A range widened to round steps of 1, 2 or 5 times a power of ten.</summary>
    private static AxisScale Steps(double low, double high, double least)
    {
        if (high <= low)
            (low, high) = (low - 0.5, high + 0.5);
        var rough = (high - low) / TicksWanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Math.Max(least, power * new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= rough * (1 - 1e-9)));
        var (first, last) = (Math.Floor(low / step + 1e-9), Math.Ceiling(high / step - 1e-9));
        return new(false, first * step, last * step, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)]);
    }

    /// <summary>From a tick to a tick; ticks at powers of ten, and within few decades at 2 and 5 times these.</summary>
    private static AxisScale Powers(double low, double high)
    {
        var decades = Math.Log10(high / low);
        double[] factors = decades < 1.5 ? [1, 2, 5] : decades < 3 ? [1, 3] : [1];
        var all = Enumerable.Range((int)Math.Floor(Math.Log10(low)) - 1, (int)Math.Ceiling(decades) + 4).SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power))).ToArray();
        var (first, last) = (all.Last(tick => tick <= low * (1 + 1e-9)), all.First(tick => tick >= high * (1 - 1e-9) && tick > low));
        return new(true, Math.Log10(first), Math.Log10(last), [.. all.Where(tick => tick >= first * (1 - 1e-9) && tick <= last * (1 + 1e-9))]);
    }
}
