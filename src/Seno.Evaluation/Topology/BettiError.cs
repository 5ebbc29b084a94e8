namespace Seno.Evaluation.Topology;

/// <summary>By how many pieces, tunnels and cavities the prediction differs from the reference.</summary>
public static class BettiError
{
    /// <summary>|Δβ₀| + |Δβ₁| + |Δβ₂| over the whole mask.</summary>
    /// <returns>0 when the numbers are equal, wherever the objects lie; an empty mask has three zeros.</returns>
    public static double Of(LabelComparison masks)
    {
        var (predicted, drawn) = (BettiNumbers.Of(masks.Prediction, masks.Threads), BettiNumbers.Of(masks.Reference, masks.Threads));
        return Math.Abs(predicted.Objects - drawn.Objects) + Math.Abs(predicted.Tunnels - drawn.Tunnels) + Math.Abs(predicted.Cavities - drawn.Cavities);
    }
}
