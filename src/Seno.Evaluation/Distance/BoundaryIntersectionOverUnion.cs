using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Distance;

/// <summary>Intersection over union of the two masks' rims alone (Cheng et al., CVPR 2021): sensitive to the boundary also of large objects.</summary>
/// <remarks>The rim is what lies within a width of the outside, by Euclidean distance in mm; the paper counts steps of pixels.</remarks>
public static class BoundaryIntersectionOverUnion
{
    /// <value>The paper's width, as a share of the image's diagonal.</value>
    public const double ShareOfDiagonal = 0.02;

    /// <param name="masks">Prediction and reference.</param>
    /// <param name="width">In the grid's unit, at least one voxel of the finest axis; null for the paper's 2 % of the image's diagonal.</param>
    /// <returns>A value in [0, 1]: 1 when both masks are empty, 0 when one is or the rims do not meet.</returns>
    public static double Of(LabelComparison masks, double? width = null)
    {
        if (masks.BothEmpty)
            return 1;
        if (masks.Counts.TruePositives == 0)
            return 0;
        var spacing = masks.Geometry.Spacing;
        var finest = Math.Min(Math.Min(spacing.X, spacing.Y), masks.Geometry.Dimensions == 2 ? spacing.X : spacing.Z);
        // distances are rounded once, to single precision
        var within = (float)(Math.Max(width ?? ShareOfDiagonal * masks.Geometry.Diagonal, finest) * (1 + 1e-6));
        var predicted = DistanceTransform.ToBackground(masks.Prediction, masks.Threads).Array;
        var drawn = DistanceTransform.ToBackground(masks.Reference, masks.Threads).Array;
        var (both, either) = (0L, 0L);
        for (var i = 0; i < drawn.Length; i++)
        {
            var (p, r) = (predicted[i] > 0 && predicted[i] <= within, drawn[i] > 0 && drawn[i] <= within);
            both += p && r ? 1 : 0;
            either += p || r ? 1 : 0;
        }
        return (double)both / either;
    }
}
