namespace Seno.Evaluation.Overlap;

/// <summary>Dice similarity coefficient (Dice, Ecology 26, 1945).</summary>
public static class Dice
{
    /// <summary>2 TP/(2 TP + FP + FN).</summary>
    /// <returns>A value in [0, 1]: 1 when both masks are empty, 0 when one is.</returns>
    public static double Of(in ConfusionCounts counts) => counts switch
    {
        { ReferenceSize: 0, PredictionSize: 0 } => 1,
        { TruePositives: 0 } => 0,
        _ => 2.0 * counts.TruePositives / (counts.ReferenceSize + counts.PredictionSize),
    };
}
