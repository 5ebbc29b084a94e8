using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>1 − (TP + s)/(TP + α FP + β FN + s), averaged over the foreground classes (Salehi et al., MLMI 2017). α = β = ½ is 1 − Dice, apart from s.</summary>
/// <param name="alpha">Weight of false positives. Default 0.3.</param>
/// <param name="beta">Weight of false negatives. Default 0.7: a missed pixel costs more than a superfluous one.</param>
/// <param name="smooth">s. Default 1e-5.</param>
/// <param name="overBatch">Sums over the batch as over one image.</param>
/// <param name="presentOnly">Averages over those images and classes alone that the reference holds, as <see cref="DiceLoss"/> does and for its reason.</param>
public sealed class TverskyLoss(double alpha = 0.3, double beta = 0.7, double smooth = 1e-5, bool overBatch = false, bool presentOnly = true) : SegmentationLoss
{
    /// <returns>A scalar in [0, 1].</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var sums = RegionSums.Of(logits, target, overBatch, background: false);
        return sums.Mean(1 - sums.TverskyIndex(alpha, beta, smooth), presentOnly);
    }
}
