using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>1 − 2 Σ_c w_c Σ p g / Σ_c w_c (Σ p + Σ g), averaged over images (Sudre et al., DLMIA 2017): classes added before the division, small ones as loud as large ones.</summary>
/// <param name="power">w = 1/volumeᵖ of the class in the reference. Default 2 (published); 0 weighs all alike.</param>
/// <param name="background">Counts class 0 too. Default true (published).</param>
public sealed class GeneralisedDiceLoss(double power = 2, bool background = true) : SegmentationLoss
{
    public override void CheckRegions(string source)
    {
        if (background)
            throw NoBackground("generalised-dice", source, "Use generalised-dice:background=no");
    }

    /// <returns>A scalar in [0, 1].</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var sums = RegionSums.Of(logits, target, overBatch: false, background);
        var weights = Weights(sums.Wanted);
        var overlap = (weights * sums.Overlap).sum(1);
        var size = (weights * (sums.Predicted + sums.Wanted)).sum(1);
        return Annotation.MeanOverImages(1 - 2 * overlap / size.clamp_min(1e-8), target);
    }

    /// <summary>Relative to the greatest, which an absent class is given too: 1/0 is none.</summary>
    private Tensor Weights(Tensor volumes)
    {
        var smallest = where(volumes.gt(0), volumes, full_like(volumes, double.PositiveInfinity)).amin([1], keepdim: true);
        return where(volumes.gt(0), (smallest / volumes.clamp_min(1e-30)).pow(power), ones_like(volumes));
    }
}
