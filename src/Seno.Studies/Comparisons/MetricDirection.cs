namespace Seno.Studies.Comparisons;

/// <summary>Which way a metric is better, by its column's name.</summary>
internal static class MetricDirection
{
    private static readonly string[] LowerIsBetter = ["hd", "hd95", "assd", "masd", "betti_error", "ece", "brier", "nll", "ece_lesion", "brier_lesion", "nll_lesion"];

    /// <returns>What is compared: a volume difference by its size, anything else as it is.</returns>
    public static double Compared(string metric, double value) => IsVolumeDifference(metric) ? Math.Abs(value) : value;

    /// <returns>The value turned so that higher is better.</returns>
    public static double Goodness(string metric, double value) =>
        IsVolumeDifference(metric) || LowerIsBetter.Contains(metric) ? -Compared(metric, value) : value;

    private static bool IsVolumeDifference(string metric) => metric.StartsWith("volume_difference", StringComparison.Ordinal);
}
