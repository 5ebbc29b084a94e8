namespace Seno.Evaluation.Calibration;

/// <summary>Expected calibration error of one label (Naeini et al., AAAI 2015): how far its probabilities are from its frequencies.</summary>
public static class ExpectedCalibrationError
{
    /// <summary>Mean over voxels of |mean probability − frequency| in the voxel's bin, in bins of equal width.</summary>
    /// <remarks>The probability is the label's own, not the likeliest class's, so background is judged too. Bins are open below and closed above, but the first, which holds p = 0.</remarks>
    /// <param name="forecast">One label's.</param>
    /// <param name="bins">Over [0, 1].</param>
    /// <returns>A value in [0, 1].</returns>
    public static double Of(BinaryForecast forecast, int bins = ReliabilityDiagram.DefaultBins) => Of(ReliabilityDiagram.EqualWidth(forecast, bins));

    /// <summary>In the diagram's own bins: of equal mass, this is the adaptive error (Nixon et al., CVPR workshops 2019).</summary>
    public static double Of(ReliabilityDiagram diagram) => diagram.Bins.Sum(bin => Math.Abs(bin.Expected - bin.Found)) / diagram.Weight;

    /// <summary>Mean over all classes, background among them (class-wise ECE: Kull et al., NeurIPS 2019).</summary>
    /// <param name="classes">One diagram a class.</param>
    public static double ClassWise(IReadOnlyList<ReliabilityDiagram> classes) => classes.Average(Of);
}
