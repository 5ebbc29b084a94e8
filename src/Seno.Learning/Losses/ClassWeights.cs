using System.Globalization;
using Seno.Core;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>One weight a class.</summary>
internal static class ClassWeights
{
    /// <exception cref="DataException">Another number of weights than of classes.</exception>
    public static void Check(IReadOnlyList<double>? weights, int classes, string loss, string source)
    {
        if (weights is not null && weights.Count != classes)
            throw new DataException(source, string.Create(CultureInfo.InvariantCulture, $"loss '{loss}' is given {weights.Count} class weights, but there are {classes} classes"), "Give one for each class, background first, as 1/3");
    }

    /// <returns>[1, classes, 1, …], of the tensor's type and device.</returns>
    /// <exception cref="ArgumentException">Another number of weights than of classes.</exception>
    public static Tensor Like(IReadOnlyList<double> weights, Tensor like)
    {
        if (weights.Count != like.shape[1])
            throw new ArgumentException($"{weights.Count} weights for {like.shape[1]} classes", nameof(weights));
        return tensor(weights.ToArray()).to_type(like.dtype).to(like.device).reshape([1, weights.Count, .. Enumerable.Repeat(1L, (int)like.dim() - 2)]);
    }
}
