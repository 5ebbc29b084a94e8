using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>The plain sum of losses: Dice + cross-entropy and its relatives.</summary>
public sealed class SumLoss(params SegmentationLoss[] parts) : SegmentationLoss
{
    public override Tensor Of(Tensor logits, LossTarget target) =>
        parts.Select(part => part.Of(logits, target)).Aggregate((sum, next) => sum + next);
}
