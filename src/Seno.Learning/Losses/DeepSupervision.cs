using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>Any loss at every decoder resolution, weighted 1/2^i with the lowest at 0, weights summing to 1 (nnU-Net).</summary>
public sealed class DeepSupervision(SegmentationLoss loss)
{
    /// <param name="logits">Finest first; each next half the size.</param>
    /// <param name="target">At the finest resolution.</param>
    public Tensor Of(IReadOnlyList<Tensor> logits, LossTarget target)
    {
        var weights = Weights(logits.Count);
        var total = weights[0] * loss.Of(logits[0], target);
        for (var i = 1; i < logits.Count && weights[i] > 0; i++)
        {
            target = target.Halved();
            total += weights[i] * loss.Of(logits[i], target);
        }
        return total;
    }

    /// <returns>1/2^i, the last 0 (unless it is the only one), normalised.</returns>
    public static double[] Weights(int levels)
    {
        var weights = Enumerable.Range(0, levels).Select(i => i == levels - 1 && levels > 1 ? 0 : Math.Pow(0.5, i)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
