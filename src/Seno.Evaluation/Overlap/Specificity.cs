namespace Seno.Evaluation.Overlap;

/// <summary>Share of the background that was left alone. Near 1 for any small lesion whatever was predicted, as the image is mostly background.</summary>
public static class Specificity
{
    /// <summary>TN/(TN + FP).</summary>
    /// <returns>A value in [0, 1]: 1 when there is no background.</returns>
    public static double Of(in ConfusionCounts counts)
    {
        var background = counts.TrueNegatives + counts.FalsePositives;
        return background == 0 ? 1 : (double)counts.TrueNegatives / background;
    }
}
