using System.Text.Json.Serialization;
using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation;

/// <summary>One metric over cases. Infinities stay: a mean with one infinite value is infinite; the median says the rest.</summary>
/// <param name="Mean">Over the cases.</param>
/// <param name="Median">Over the cases.</param>
/// <param name="Std">With n − 1; 0 for one case; NaN where a value is infinite.</param>
/// <param name="Interval">95 % bootstrap interval of the mean, resampled by group: low, high.</param>
/// <param name="N">Cases.</param>
public sealed record MetricSummary(double Mean, double Median, double Std, [property: JsonPropertyName("ci95")] IReadOnlyList<double> Interval, int N)
{
    /// <returns>Null for no values.</returns>
    public static MetricSummary? Of(IReadOnlyList<(double Value, string Group)> items)
    {
        if (items.Count == 0)
            return null;
        var values = items.Select(item => item.Value).ToArray();
        var mean = values.Average();
        var deviation = values.Length == 1 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        var (low, high) = ClusterBootstrap.Interval95(values, [.. items.Select(item => item.Group)]);
        return new(mean, OrderStatistics.Median(values), deviation, [low, high], values.Length);
    }
}
