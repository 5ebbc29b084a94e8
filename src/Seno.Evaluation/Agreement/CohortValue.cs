using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Agreement;

/// <summary>A measure over cases.</summary>
/// <param name="Mean">Over the cases; infinite if one is.</param>
/// <param name="Median">Over the cases.</param>
/// <param name="Std">With n − 1; NaN for one case or where a value is infinite.</param>
/// <param name="Low">Lower end of the mean's 95 % interval, resampled by patient; NaN without one.</param>
/// <param name="High">Upper end.</param>
/// <param name="N">Cases.</param>
/// <param name="Reason">Why there is no interval; null where there is one.</param>
public sealed record CohortValue(double Mean, double Median, double Std, double Low, double High, int N, string? Reason)
{
    /// <param name="values">One a case, with its patient.</param>
    /// <returns>Null for no values.</returns>
    public static CohortValue? Of(IReadOnlyList<(double Value, string Group)> values)
    {
        if (values.Count == 0)
            return null;
        double[] numbers = [.. values.Select(item => item.Value)];
        var estimate = BcaBootstrap.Mean(numbers, [.. values.Select(item => item.Group)]);
        var mean = numbers.Average();
        var deviation = numbers.Length == 1 ? double.NaN : Math.Sqrt(numbers.Sum(value => (value - mean) * (value - mean)) / (numbers.Length - 1));
        return new(mean, OrderStatistics.Median(numbers), deviation, estimate.Low, estimate.High, numbers.Length, estimate.Reason);
    }
}
