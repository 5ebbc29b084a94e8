using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>−Σ w_c g log p over classes, averaged over voxels and batch, with g smoothed everywhere or near boundaries alone.</summary>
/// <remarks>
/// Smoothing: g ← (1 − ε) g + ε/classes. Near boundaries alone, ε falls with the distance d to the nearest: ε exp(−d²/2σ²) (our reading of
/// spatially varying label smoothing, Islam and Glocker, IPMI 2021, who smooth the labels with a Gaussian): readers disagree there, not in the middle of a lesion.
/// Weighted, the sum is divided by Σ w_c g rather than the number of voxels, as PyTorch does.
/// Of regions: −w_r (g log σ + (1 − g) log(1 − σ)) averaged over voxels, regions and batch, smoothed towards ½.
/// </remarks>
/// <param name="weights">w, one a class, background first; null for 1.</param>
/// <param name="smoothing">ε, 0 to 1. Default 0.</param>
/// <param name="boundarySigma">σ in mm (px where the spacing is unknown). Default 0: smoothed everywhere.</param>
public sealed class CrossEntropyLoss(IReadOnlyList<double>? weights = null, double smoothing = 0, double boundarySigma = 0) : SegmentationLoss
{
    public override bool NeedsDistances => smoothing > 0 && boundarySigma > 0;

    public override void Check(int classes, string source) => ClassWeights.Check(weights, classes, "cross-entropy", source);

    public override Tensor Of(Tensor logits, LossTarget target) => target.Overlapping ? OfRegions(logits, target) : OfClasses(
        logits,
        target);

    private Tensor OfClasses(Tensor logits, LossTarget target)
    {
        var logs = nn.functional.log_softmax(logits, 1);
        var wanted = smoothing == 0 ? target.Reference : Smoothed(target, target.Reference.shape[1]);
        if (weights is null)
            return -Annotation.MeanOverVoxels((wanted * logs).sum(1), target);
        var factors = ClassWeights.Like(weights, logs);
        return -(factors * wanted * logs).sum() / (factors * target.Reference).sum().clamp_min(1e-8);
    }

    private Tensor OfRegions(Tensor logits, LossTarget target)
    {
        var wanted = smoothing == 0 ? target.Reference : Smoothed(target, 2);
        var terms = BinaryEntropy.Wanted(logits, wanted) + BinaryEntropy.Unwanted(logits, wanted, target);
        return Annotation.MeanOverVoxels(weights is null ? terms : terms * ClassWeights.Like(weights, terms), target);
    }

    /// <param name="target">On the logits' grid.</param>
    /// <param name="outcomes">Among which the smoothed share is dealt: all classes, or a region's yes and no.</param>
    private Tensor Smoothed(LossTarget target, double outcomes)
    {
        var reference = target.Reference;
        if (!NeedsDistances)
        {
            var kept = (1 - smoothing) * reference;
            var even = smoothing / outcomes;
            return target.Annotated is { } annotated ? kept + even * annotated.to_type(kept.dtype) : kept + even;
        }
        var share = smoothing * NearBoundary(target.Distances ?? DistanceMaps.Of(reference, target.Spacing));
        return (1 - share) * reference + Annotation.Only(share / outcomes, target);
    }

    /// <returns>[batch, 1, …]: exp(−d²/2σ²), 0 where a sample has no boundary.</returns>
    private Tensor NearBoundary(Tensor distances)
    {
        // A map that is 0 throughout is of a class that is nowhere or everywhere.
        long[] spatial = [.. Enumerable.Range(2, (int)distances.dim() - 2).Select(axis => (long)axis)];
        var near = (-distances.pow(2) / (2 * boundarySigma * boundarySigma)).exp();
        return (near * distances.abs().amax(spatial, keepdim: true).gt(0).to_type(near.dtype)).amax([1], keepdim: true);
    }
}
