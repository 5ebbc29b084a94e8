using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Topology;

/// <summary>clDice: how well the masks' centre lines lie in each other (Shit et al., CVPR 2021). For vessels and ducts; a compact lesion's centre line says little.</summary>
/// <remarks>By the hard skeleton of <see cref="Skeleton"/>, not the paper's soft one, which is made for training.</remarks>
public static class CenterlineDice
{
    /// <summary>Harmonic mean of the share of the prediction's skeleton in the reference and the share of the reference's skeleton in the prediction.</summary>
    /// <returns>A value in [0, 1]: 1 when both masks are empty, 0 when one is.</returns>
    public static double Of(LabelComparison masks)
    {
        if (masks.BothEmpty)
            return 1;
        if (masks.Counts.TruePositives == 0)
            return 0;
        var precision = ShareInside(Skeleton.Of(masks.Prediction, masks.Threads), masks.Reference);
        var sensitivity = ShareInside(Skeleton.Of(masks.Reference, masks.Threads), masks.Prediction);
        return precision + sensitivity == 0 ? 0 : 2 * precision * sensitivity / (precision + sensitivity);
    }

    private static double ShareInside(Volume<byte> skeleton, Volume<byte> mask)
    {
        var (inside, all) = (0L, 0L);
        for (var i = 0; i < skeleton.Array.Length; i++)
        {
            all += skeleton.Array[i];
            inside += skeleton.Array[i] & mask.Array[i];
        }
        return (double)inside / all;
    }
}
