using Seno.Imaging;

namespace Seno.Evaluation.Overlap;

/// <summary>How much larger the prediction is than the reference, wherever either lies.</summary>
public static class VolumeDifference
{
    /// <summary>Prediction minus reference.</summary>
    /// <returns>mL, negative where too little was predicted; voxels where the spacing is unknown. A single slice counts with its thickness.</returns>
    public static double Of(in ConfusionCounts counts, Geometry geometry)
    {
        var (difference, spacing) = (counts.PredictionSize - counts.ReferenceSize, geometry.Spacing);
        return geometry.SpacingKnown ? difference * spacing.X * spacing.Y * spacing.Z / 1000 : difference;
    }
}
