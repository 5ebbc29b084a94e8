using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>−Σ g log p over classes, averaged over voxels and batch.</summary>
public sealed class CrossEntropyLoss : SegmentationLoss
{
    public override Tensor Of(Tensor logits, LossTarget target) =>
        -(target.Reference * nn.functional.log_softmax(logits, 1)).sum(1).mean();
}
