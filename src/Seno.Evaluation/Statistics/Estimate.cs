namespace Seno.Evaluation.Statistics;

/// <summary>A value with its confidence interval, or with the reason why it has none.</summary>
/// <param name="Value">NaN where it is not defined.</param>
/// <param name="Low">NaN without an interval.</param>
/// <param name="High">NaN without an interval.</param>
/// <param name="Reason">Why there is no interval; null where there is one.</param>
public sealed record Estimate(double Value, double Low, double High, string? Reason = null)
{
    public static Estimate WithoutInterval(double value, string reason) => new(value, double.NaN, double.NaN, reason);
}
