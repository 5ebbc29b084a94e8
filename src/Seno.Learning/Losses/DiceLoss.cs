using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>−(2 Σ p g + s)/(Σ p + Σ g + s), averaged over the foreground classes, as nnU-Net's soft Dice.</summary>
/// <param name="overBatch">Sums over the batch as over one image (nnU-Net's 2-D default): an empty reference in it then costs little, and so does a small lesion beside a large one. Otherwise every image counts the same.</param>
/// <param name="smooth">s. Default 1e-5 (nnU-Net). With 1, an image without foreground still has a gradient where a pixel or so is predicted.</param>
/// <param name="presentOnly">Averages over those images and classes alone that the reference holds. Otherwise every image without a lesion rewards an empty answer, and long training on few patients learns to give it elsewhere too.</param>
public sealed class DiceLoss(bool overBatch = true, double smooth = 1e-5, bool presentOnly = false) : SegmentationLoss
{
    /// <returns>A scalar in [−1, 0].</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var sums = RegionSums.Of(logits, target, overBatch, background: false);
        var dice = (2 * sums.Overlap + smooth) / (sums.Predicted + sums.Wanted + smooth).clamp_min(1e-8);
        return -sums.Mean(dice, presentOnly);
    }
}
