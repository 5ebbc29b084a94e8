using Seno.Evaluation.Distance;
using Seno.Evaluation.Overlap;
using Seno.Imaging;

namespace Seno.Evaluation.Agreement;

/// <summary>How far two masks of one label agree.</summary>
/// <param name="Dsc">0 … 1.</param>
/// <param name="Conformity">−∞ … 1.</param>
/// <param name="Hd95">In the grid's unit; the image's diagonal where only one of them has the label.</param>
public readonly record struct MaskScore(double Dsc, double Conformity, double Hd95)
{
    /// <param name="mask">Labels.</param>
    /// <param name="other">Labels on the same grid.</param>
    /// <param name="label">The label compared.</param>
    public static MaskScore Of(Volume<byte> mask, Volume<byte> other, byte label)
    {
        var masks = new LabelComparison(mask, other, label);
        return new(Dice.Of(masks.Counts), Overlap.Conformity.Of(masks.Counts), HausdorffDistance95.Of(masks.Surfaces));
    }
}
