using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>(1 − Tversky index)^e, averaged over the foreground classes (Abraham and Khan, ISBI 2019).</summary>
/// <param name="alpha">Weight of false positives. Default 0.3.</param>
/// <param name="beta">Weight of false negatives. Default 0.7.</param>
/// <param name="exponent">e. Default ¾: the published 1/γ with γ = 4/3. MONAI has 1 − γ with γ = ¾, so ¼.</param>
/// <param name="background">Takes the background in as one more class, with exponent 1, and averages over absent classes too: MONAI's asymmetric form.</param>
/// <param name="smooth">s of the index. Default 1e-5.</param>
public sealed class FocalTverskyLoss(double alpha = 0.3, double beta = 0.7, double exponent = 0.75, bool background = false, double smooth = 1e-5) : SegmentationLoss
{
    public override void CheckRegions(string source)
    {
        if (background)
            throw NoBackground("focal-tversky:background=yes", source, "Use focal-tversky");
    }

    /// <returns>A scalar in [0, 1].</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var sums = RegionSums.Of(logits, target, overBatch: false, background);
        var misses = 1 - sums.TverskyIndex(alpha, beta, smooth);
        return background ? sums.Mean(Focus.OnForeground(misses, 1, exponent), presentOnly: false) : sums.Mean(
            Focus.Power(misses, exponent),
            presentOnly: true);
    }
}
