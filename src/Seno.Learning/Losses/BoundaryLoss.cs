using static TorchSharp.torch;

namespace Seno.Learning.Losses;

/// <summary>p φ averaged over the voxels, the foreground classes and the batch; φ the signed distance to the class's boundary, negative inside (Kervadec et al., Medical Image Analysis 67, 2021).</summary>
/// <remarks>Alone it can prefer an empty answer; add it to a loss of regions.</remarks>
public sealed class BoundaryLoss : SegmentationLoss
{
    public override bool NeedsDistances => true;

    /// <returns>A scalar in mm (px where the spacing is unknown), negative for a good answer; 0 where no class has a boundary.</returns>
    public override Tensor Of(Tensor logits, LossTarget target)
    {
        var distances = target.Distances ?? DistanceMaps.Of(target.Reference, target.Spacing);
        return Annotation.MeanOverVoxels(Foreground.Probabilities(logits, target) * Foreground.Of(distances, target), target);
    }
}
