using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>λ focal cross-entropy + (1 − λ) focal Tversky (Yeung et al., Computerized Medical Imaging and Graphics 95, 2022): one γ and one δ for both.</summary>
/// <remarks>
/// Focal cross-entropy: −Σ_c δ_c g (1 − p)^γ log p, averaged over voxels, δ_c being δ for the foreground and 1 − δ for the background.
/// Focal Tversky: (1 − TI)^(1 − γ), TI with δ for false negatives and 1 − δ for false positives, averaged over images and all classes.
/// Asymmetric: no focus on the foreground in the first, none on the background in the second, so the rare class is neither muted nor the common one enhanced.
/// </remarks>
/// <param name="asymmetric">As above.</param>
/// <param name="weight">λ, the share of cross-entropy. Default ½ (published).</param>
/// <param name="delta">δ. Default 0.6 (published); MONAI 0.7.</param>
/// <param name="gamma">γ, 0 to 1. Default ½ (published).</param>
public sealed class UnifiedFocalLoss(bool asymmetric, double weight = 0.5, double delta = 0.6, double gamma = 0.5) : SegmentationLoss
{
    private const double Smooth = 1e-5;

    public override void CheckRegions(string source) =>
        throw NoBackground(asymmetric ? "asymmetric-unified-focal" : "unified-focal", source, "Use dice-ce, dice-focal or focal-tversky");

    public override Tensor Of(Tensor logits, LossTarget target) => weight * Entropy(logits, target) + (1 - weight) * Tversky(
        logits,
        target);

    private Tensor Entropy(Tensor logits, LossTarget target)
    {
        var logs = nn.functional.log_softmax(logits, 1);
        double[] weights = [1 - delta, .. Enumerable.Repeat(delta, (int)logits.shape[1] - 1)];
        var focus = Focus.OnForeground(1 - logs.exp(), gamma, asymmetric ? 0 : gamma);
        return -Annotation.MeanOverVoxels((ClassWeights.Like(weights, logs) * focus * target.Reference * logs).sum(1), target);
    }

    private Tensor Tversky(Tensor logits, LossTarget target)
    {
        var sums = RegionSums.Of(logits, target, overBatch: false, background: true);
        var misses = 1 - sums.TverskyIndex(1 - delta, delta, Smooth);
        return sums.Mean(Focus.OnForeground(misses, asymmetric ? 1 : 1 - gamma, 1 - gamma), presentOnly: false);
    }
}
