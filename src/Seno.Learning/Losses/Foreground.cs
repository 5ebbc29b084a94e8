using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>All classes but the background.</summary>
internal static class Foreground
{
    /// <returns>Softmax over all classes, without the background's; float32 where the logits are of a smaller type.</returns>
    public static Tensor Probabilities(Tensor logits)
    {
        var exact = logits.dtype is ScalarType.Float32 or ScalarType.Float64 ? logits : logits.to_type(ScalarType.Float32);
        return Of(nn.functional.softmax(exact, 1));
    }

    /// <param name="classes">[batch, classes, (z,) y, x].</param>
    public static Tensor Of(Tensor classes) => classes.narrow(1, 1, classes.shape[1] - 1);

    /// <returns>The axes of space: (z,) y, x.</returns>
    public static long[] Axes(Tensor tensor) => [.. Enumerable.Range(2, (int)tensor.dim() - 2).Select(axis => (long)axis)];
}
