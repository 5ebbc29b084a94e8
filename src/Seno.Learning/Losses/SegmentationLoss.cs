using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>A loss of logits against a reference that may be soft.</summary>
public abstract class SegmentationLoss
{
    /// <param name="logits">Float32 [batch, classes, (z,) y, x].</param>
    /// <param name="target">On the same grid.</param>
    /// <returns>A scalar.</returns>
    public abstract Tensor Of(Tensor logits, LossTarget target);

    /// <summary>As the other, where nothing but the reference is known.</summary>
    public Tensor Of(Tensor logits, Tensor reference) => Of(logits, new LossTarget(reference));
}
