namespace Seno.Evaluation.Calibration;

/// <summary>Maximum calibration error (Naeini et al., AAAI 2015): the bin that is farthest off.</summary>
public static class MaximumCalibrationError
{
    /// <summary>Largest |mean probability − frequency| over the bins that hold a voxel, however few these are.</summary>
    /// <returns>A value in [0, 1].</returns>
    public static double Of(ReliabilityDiagram diagram) => diagram.Bins.Where(bin => bin.Weight > 0).Max(bin => Math.Abs(bin.Probability - bin.Frequency));
}
