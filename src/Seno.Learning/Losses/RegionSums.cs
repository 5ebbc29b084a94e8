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

    /// <value>[batch, 1]: 1 for images of which anything was annotated; null where all is, and over a whole batch.</value>
    private Tensor? Annotated { get; init; }

    /// <param name="logits">[batch, classes, …].</param>
    /// <param name="target">On the same grid.</param>
    /// <param name="overBatch">Sums over the batch as over one image.</param>
    /// <param name="background">Keeps class 0.</param>
    public static RegionSums Of(Tensor logits, LossTarget target, bool overBatch, bool background)
    {
        var first = background || target.Overlapping ? 0 : 1;
        var count = logits.shape[1] - first;
        var spatial = Enumerable.Range(2, (int)logits.dim() - 2).Select(axis => (long)axis);
        long[] axes = overBatch ? [0, .. spatial] : [.. spatial];
        var shares = target.Overlapping ? logits.sigmoid() : nn.functional.softmax(logits, 1);
        var probabilities = Annotation.Only(shares.narrow(1, first, count), target);
        var wanted = target.Reference.narrow(1, first, count);
        var sums = new RegionSums((probabilities * wanted).sum(axes), probabilities.sum(axes), wanted.sum(axes));
        return target.Annotated is null || overBatch ? sums : sums with { Annotated = Annotation.Images(target, sums.Wanted) };
    }

    /// <summary>(TP + s)/(TP + α FP + β FN + s).</summary>
    public Tensor TverskyIndex(double alpha, double beta, double smooth) =>
        (Overlap + smooth) / (Overlap + alpha * FalsePositives + beta * FalseNegatives + smooth).clamp_min(1e-8);

    /// <returns>Mean over images and classes, images of which nothing was annotated left out; over those that the reference holds where
    /// <paramref name="presentOnly"/>, and 0 where it holds none.</returns>
    public Tensor Mean(Tensor values, bool presentOnly)
    {
        if (!presentOnly)
            return Annotated is null ? values.mean() : (values * Annotated).sum() / (Annotated.sum() * values.shape[1]).clamp_min(1);
        var present = Wanted.gt(0).to_type(values.dtype);
        return (values * present).sum() / present.sum().clamp_min(1);
    }
}
