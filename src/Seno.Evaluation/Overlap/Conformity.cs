namespace Seno.Evaluation.Overlap;

/// <summary>Conformity coefficient of a binary segmentation (Chang et al., NeuroImage 47, 2009).</summary>
public static class Conformity
{
    /// <summary>1 − (FP + FN)/TP, which is 3 − 2/DSC: stricter than Dice, and negative below DSC = 2/3.</summary>
    /// <param name="counts">Voxel counts, prediction against reference, on one grid.</param>
    /// <returns>A value in [−∞, 1]: 1 when both masks are empty, −∞ when they do not overlap.</returns>
    public static double Of(in ConfusionCounts counts) => counts switch
    {
        { ReferenceSize: 0, PredictionSize: 0 } => 1,
        { TruePositives: 0 } => double.NegativeInfinity,
        _ => 1 - (double)(counts.FalsePositives + counts.FalseNegatives) / counts.TruePositives,
    };
}
