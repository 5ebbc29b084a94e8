using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>(1 − α)(1 − Dice) + α (1 − clDice), for each image and foreground class, then averaged (Shit et al., CVPR 2021).</summary>
/// <remarks>clDice is the harmonic mean of the share of the answer's centre line inside the reference and of the reference's inside the answer: a cut of a thin structure costs more than its voxels.</remarks>
/// <param name="alpha">α. Default 0.5.</param>
/// <param name="iterations">Of the soft skeleton: at least half the thickness of what is segmented, in voxels. Default 3.</param>
/// <param name="smooth">Added to both sides of every ratio. Default 1.</param>
public sealed class ClDiceLoss(double alpha = 0.5, int iterations = 3, double smooth = 1) : SegmentationLoss
{
    /// <returns>A scalar in [0, 1].</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var (probabilities, reference) = (Foreground.Probabilities(logits, target), Foreground.Of(target.Reference, target));
        var dice = Ratio(2 * probabilities * reference, probabilities + reference);
        var (line, wanted) = (SoftSkeleton.Of(probabilities, iterations), SoftSkeleton.Of(reference, iterations));
        var (precision, sensitivity) = (Ratio(line * reference, line), Ratio(wanted * probabilities, wanted));
        var lineDice = 2 * precision * sensitivity / (precision + sensitivity);
        return Annotation.MeanOverImages(1 - (1 - alpha) * dice - alpha * lineDice, target);
    }

    private Tensor Ratio(Tensor part, Tensor whole)
    {
        var axes = Foreground.Axes(part);
        return (part.sum(axes) + smooth) / (whole.sum(axes) + smooth);
    }
}
