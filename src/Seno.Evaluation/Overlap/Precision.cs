namespace Seno.Evaluation.Overlap;

/// <summary>Share of the prediction that is right.</summary>
public static class Precision
{
    /// <summary>TP/(TP + FP).</summary>
    /// <returns>A value in [0, 1]: 1 when both masks are empty, 0 when one is.</returns>
    public static double Of(in ConfusionCounts counts) => counts switch
    {
        { ReferenceSize: 0, PredictionSize: 0 } => 1,
        { TruePositives: 0 } => 0,
        _ => (double)counts.TruePositives / counts.PredictionSize,
    };
}
