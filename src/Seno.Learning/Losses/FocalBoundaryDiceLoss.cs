using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>1 − Dice whose voxels weigh more near the boundary and whose errors weigh more where they are large: our reading of a focal boundary Dice, whose formula is not public.</summary>
/// <remarks>
/// With b = 1 + β exp(−φ²/(2 σ²)), m = min(p, g) and e = |p − g|: 1 − (2 Σ b m + s)/(2 Σ b m + Σ b e (1 + e^γ) + s), for each image and foreground
/// class, then averaged. β = 0 without the factor of e^γ is soft Dice. Smallest at p = g, also where g is soft.
/// </remarks>
/// <param name="boundary">β. Default 1: at the boundary a voxel counts twice.</param>
/// <param name="width">σ in voxels (along the finest axis). Default 2.</param>
/// <param name="gamma">γ, 1 or more. Default 2: an error of 1 counts twice, one of ½ by a quarter more.</param>
/// <param name="smooth">s. Default 1: an image without foreground still has a gradient where a voxel or so is predicted.</param>
public sealed class FocalBoundaryDiceLoss(double boundary = 1, double width = 2, double gamma = 2, double smooth = 1) : SegmentationLoss
{
    public override bool NeedsDistances => true;

    public override bool HasLengths => false;

    /// <returns>A scalar in [0, 1].</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var (probabilities, reference) = (Foreground.Probabilities(logits, target), Foreground.Of(target.Reference, target));
        var axes = Foreground.Axes(logits);
        var weights = Weights(target);
        var error = (probabilities - reference).abs();
        var overlap = 2 * (weights * minimum(probabilities, reference)).sum(axes);
        var wrong = (weights * error * (1 + error.pow(gamma))).sum(axes);
        return Annotation.MeanOverImages(wrong / (overlap + wrong + smooth), target);
    }

    private Tensor Weights(LossTarget target)
    {
        var distances = Foreground.Of(target.Distances ?? DistanceMaps.Of(target.Reference, target.Spacing), target);
        var sigma = width * (target.Spacing?.Min() ?? 1);
        return 1 + boundary * (-(distances / sigma).square() / 2).exp();
    }
}
