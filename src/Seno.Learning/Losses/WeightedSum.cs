using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>Losses added, each with a weight that may change over the training: Dice + cross-entropy and its relatives, and whatever <c>--loss</c> joins by +.</summary>
public sealed class WeightedSum(params IReadOnlyList<WeightedLoss> terms) : SegmentationLoss
{
    public WeightedSum(params SegmentationLoss[] parts) : this([.. parts.Select(part => new WeightedLoss(part))])
    {
    }

    public override bool NeedsDistances => terms.Any(term => term.Loss.NeedsDistances);

    public override bool HasLengths => terms.Any(term => term.Loss.HasLengths);

    public override void Check(int classes, string source)
    {
        foreach (var term in terms)
            term.Loss.Check(classes, source);
    }

    public override void CheckRegions(string source)
    {
        foreach (var term in terms)
            term.Loss.CheckRegions(source);
    }

    /// <param name="logits">Of any floating type: half precision is widened to float32 first.</param>
    /// <param name="target">On the same grid.</param>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        if (logits.dtype is ScalarType.BFloat16 or ScalarType.Float16)
            logits = logits.to_type(ScalarType.Float32);
        return terms
            .Select(term => (term.Loss, Weight: term.At(target.Done)))
            .Where(term => term.Weight > 0)
            .Select(term => term.Weight == 1 ? term.Loss.Of(logits, target) : term.Weight * term.Loss.Of(logits, target))
            .Aggregate((Tensor?)null, (sum, next) => sum is null ? next : sum + next) ?? 0 * logits.sum();
    }
}
