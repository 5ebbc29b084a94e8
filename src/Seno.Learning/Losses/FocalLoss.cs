using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>−Σ α_c g (1 − p)^γ log p over classes, averaged over voxels and batch (Lin et al., ICCV 2017): what is easy counts little.</summary>
/// <param name="gamma">γ. Default 2 (published); 0 is cross-entropy.</param>
/// <param name="weights">α, one a class, background first; null for 1.</param>
public sealed class FocalLoss(double gamma = 2, IReadOnlyList<double>? weights = null) : SegmentationLoss
{
    public override void Check(int classes, string source) => ClassWeights.Check(weights, classes, "focal", source);

    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var logs = nn.functional.log_softmax(logits, 1);
        var terms = target.Reference * Focus.Power(1 - logs.exp(), gamma) * logs;
        return -(weights is null ? terms : terms * ClassWeights.Like(weights, terms)).sum(1).mean();
    }
}
