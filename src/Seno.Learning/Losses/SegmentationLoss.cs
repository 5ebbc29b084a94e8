using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>A loss of logits against a reference that may be soft.</summary>
public abstract class SegmentationLoss
{
    /// <param name="logits">Float32 [batch, classes, …].</param>
    /// <param name="reference">Float32 [batch, classes, …]: class shares in 0..1 that sum to 1; one-hot for a hard reference.</param>
    /// <returns>A scalar.</returns>
    public abstract Tensor Of(Tensor logits, Tensor reference);
}
