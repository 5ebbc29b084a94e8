using Seno.Core;
using Seno.Phantoms.Plausibility;

namespace Seno.Benchmarks.Plausibility;

/// <summary>One measure of the phantoms beside that of the real images.</summary>
/// <param name="Measure">With its unit.</param>
/// <param name="Real">25th, 50th and 75th percentile of the first real set.</param>
/// <param name="Simulated">The same of the phantoms.</param>
/// <param name="Distance">1-Wasserstein distance of the two, in standard deviations of the real set.</param>
/// <param name="Halves">The same of two halves of the real set that share no patient: what chance alone gives.</param>
/// <param name="Others">The same of each further real set from the first: what another hospital gives.</param>
internal sealed record Comparison(string Measure, double[] Real, double[] Simulated, double? Distance, double? Halves, IReadOnlyDictionary<string, double> Others)
{
    /// <param name="real">The first is the yardstick.</param>
    /// <param name="simulated">The phantoms.</param>
    public static IReadOnlyList<Comparison> Of(IReadOnlyList<Measured> real, Measured simulated) =>
        [.. simulated.Values.Keys.Where(real[0].Values.ContainsKey).Select(measure => Of(measure, real, simulated.Values[measure]))];

    private static Comparison Of(string measure, IReadOnlyList<Measured> real, List<(string Group, double Value)> simulated)
    {
        var first = real[0].Values[measure];
        var groups = first.Select(item => item.Group).Distinct().Order(StringComparer.Ordinal).Select((group, i) => (group, i)).ToDictionary(pair => pair.group, pair => pair.i, StringComparer.Ordinal);
        double[] one = [.. first.Where(item => groups[item.Group] % 2 == 0).Select(item => item.Value)], other = [.. first.Where(item => groups[item.Group] % 2 == 1).Select(item => item.Value)];
        var (values, deviation) = (Values(first), Deviation(Values(first)));
        return new(
            measure,
            Quartiles(values),
            Quartiles(Values(simulated)),
            deviation > 0 ? WassersteinDistance.Of(values, Values(simulated)) / deviation : null,
            deviation > 0 && one.Length > 1 && other.Length > 1 ? WassersteinDistance.Of(one, other) / deviation : null,
            real.Skip(1).Where(set => deviation > 0 && set.Values.ContainsKey(measure)).ToDictionary(set => set.Name, set => WassersteinDistance.Of(values, Values(set.Values[measure])) / deviation, StringComparer.Ordinal));
    }

    private static double[] Values(List<(string Group, double Value)> items) => [.. items.Select(item => item.Value)];

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    internal static double[] Quartiles(double[] values)
    {
        var sorted = values.Order().ToArray();
        return [sorted[(sorted.Length - 1) / 4], OrderStatistics.Median(sorted), sorted[3 * (sorted.Length - 1) / 4]];
    }
}
