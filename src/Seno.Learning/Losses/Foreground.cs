using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>All classes but the background, or all regions.</summary>
internal static class Foreground
{
    /// <returns>Softmax over all classes, without the background's, or the sigmoid of every region; 0 where nothing was annotated. Float32
    /// where the logits are of a smaller type.</returns>
    public static Tensor Probabilities(Tensor logits, LossTarget target)
    {
        var exact = logits.dtype is ScalarType.Float32 or ScalarType.Float64 ? logits : logits.to_type(ScalarType.Float32);
        return Annotation.Only(target.Overlapping ? exact.sigmoid() : Of(nn.functional.softmax(exact, 1), target), target);
    }

    /// <param name="classes">[batch, classes, (z,) y, x].</param>
    /// <param name="target">Says whether there is a background among them.</param>
    public static Tensor Of(Tensor classes, LossTarget target) => target.Overlapping ? classes : classes.narrow(1, 1, classes.shape[1] - 1);

    /// <returns>The axes of space: (z,) y, x.</returns>
    public static long[] Axes(Tensor tensor) => [.. Enumerable.Range(2, (int)tensor.dim() - 2).Select(axis => (long)axis)];
}
