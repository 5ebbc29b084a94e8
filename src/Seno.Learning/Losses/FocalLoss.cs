using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>−Σ α_c g (1 − p)^γ log p over classes, averaged over voxels and batch (Lin et al., ICCV 2017): what is easy counts little.</summary>
/// <remarks>Of regions: −α_r (g (1 − σ)^γ log σ + (1 − g) σ^γ log(1 − σ)), averaged over voxels, regions and batch.</remarks>
/// <param name="gamma">γ. Default 2 (published); 0 is cross-entropy.</param>
/// <param name="weights">α, one a class, background first; null for 1.</param>
public sealed class FocalLoss(double gamma = 2, IReadOnlyList<double>? weights = null) : SegmentationLoss
{
    public override void Check(int classes, string source) => ClassWeights.Check(weights, classes, "focal", source);

    public override Tensor Of(Tensor logits, LossTarget target)
    {
        if (target.Overlapping)
            return Annotation.MeanOverVoxels(Weighted(OfRegions(logits, target)), target);
        var logs = nn.functional.log_softmax(logits, 1);
        var terms = target.Reference * Focus.Power(1 - logs.exp(), gamma) * logs;
        return -Annotation.MeanOverVoxels(Weighted(terms).sum(1), target);
    }

    private Tensor Weighted(Tensor terms) => weights is null ? terms : terms * ClassWeights.Like(weights, terms);

    private Tensor OfRegions(Tensor logits, LossTarget target) =>
        Focus.Power((-logits).sigmoid(), gamma) * BinaryEntropy.Wanted(logits, target.Reference)
        + Focus.Power(logits.sigmoid(), gamma) * BinaryEntropy.Unwanted(logits, target.Reference, target);
}
