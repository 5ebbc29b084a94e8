using System.Text.Json.Serialization;
using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation;

/// <summary>One metric over cases. Infinities stay: a mean with one infinite value is infinite; the median says the rest.</summary>
/// <param name="Mean">Over the cases.</param>
/// <param name="Median">Over the cases.</param>
/// <param name="Std">With n − 1; 0 for one case; NaN where a value is infinite.</param>
/// <param name="Interval">95 % BCa bootstrap interval of the mean, resampled by group: low, high; NaN twice where there is none.</param>
/// <param name="N">Cases.</param>
/// <param name="NoInterval">Why there is no interval, for instance "one patient or group"; null where there is one.</param>
public sealed record MetricSummary(double Mean, double Median, double Std, [property: JsonPropertyName("ci95")] IReadOnlyList<double> Interval, int N, string? NoInterval = null)
{
    /// <returns>Null for no values.</returns>
    public static MetricSummary? Of(IReadOnlyList<(double Value, string Group)> items)
    {
        if (items.Count == 0)
            return null;
        var values = items.Select(item => item.Value).ToArray();
        var mean = values.Average();
        var deviation = values.Length == 1 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        var estimate = values.Any(double.IsNaN)
            ? Estimate.WithoutInterval(mean, "a value is not defined (NaN)")
            : BcaBootstrap.Mean(values, [.. items.Select(item => item.Group)]);
        return new(mean, OrderStatistics.Median(values), deviation, [estimate.Low, estimate.High], values.Length, estimate.Reason);
    }
}
