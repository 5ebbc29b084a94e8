using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>What losses of overlap add up, for each image and class: [batch, classes], or [classes] over a whole batch.</summary>
/// <param name="Overlap">Σ p g.</param>
/// <param name="Predicted">Σ p.</param>
/// <param name="Wanted">Σ g.</param>
internal sealed record RegionSums(Tensor Overlap, Tensor Predicted, Tensor Wanted)
{
    public Tensor FalsePositives => Predicted - Overlap;

    public Tensor FalseNegatives => Wanted - Overlap;

    /// <param name="logits">[batch, classes, …].</param>
    /// <param name="reference">Of the same shape.</param>
    /// <param name="overBatch">Sums over the batch as over one image.</param>
    /// <param name="background">Keeps class 0.</param>
    public static RegionSums Of(Tensor logits, Tensor reference, bool overBatch, bool background)
    {
        var first = background ? 0 : 1;
        var count = logits.shape[1] - first;
        var spatial = Enumerable.Range(2, (int)logits.dim() - 2).Select(axis => (long)axis);
        long[] axes = overBatch ? [0, .. spatial] : [.. spatial];
        var probabilities = nn.functional.softmax(logits, 1).narrow(1, first, count);
        var wanted = reference.narrow(1, first, count);
        return new((probabilities * wanted).sum(axes), probabilities.sum(axes), wanted.sum(axes));
    }

    /// <summary>(TP + s)/(TP + α FP + β FN + s).</summary>
    public Tensor TverskyIndex(double alpha, double beta, double smooth) =>
        (Overlap + smooth) / (Overlap + alpha * FalsePositives + beta * FalseNegatives + smooth).clamp_min(1e-8);

    /// <returns>Mean over images and classes; over those that the reference holds where <paramref name="presentOnly"/>, and 0 where it holds none.</returns>
    public Tensor Mean(Tensor values, bool presentOnly)
    {
        if (!presentOnly)
            return values.mean();
        var present = Wanted.gt(0).to_type(values.dtype);
        return (values * present).sum() / present.sum().clamp_min(1);
    }
}
