using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>The two halves of a region's cross-entropy, voxel by voxel, from logits: exact where a sigmoid would round to 0 or 1.</summary>
internal static class BinaryEntropy
{
    /// <returns>−g log σ.</returns>
    public static Tensor Wanted(Tensor logits, Tensor reference) => -reference * nn.functional.logsigmoid(logits);

    /// <returns>−(a − g) log(1 − σ), a being the share that was annotated.</returns>
    public static Tensor Unwanted(Tensor logits, Tensor reference, LossTarget target) =>
        -(Annotation.Only(ones_like(reference), target) - reference) * nn.functional.logsigmoid(-logits);
}
