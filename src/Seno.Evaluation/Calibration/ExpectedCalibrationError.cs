namespace Seno.Evaluation.Calibration;

/// <summary>Expected calibration error of one label (Naeini et al., AAAI 2015): how far its probabilities are from its frequencies.</summary>
public static class ExpectedCalibrationError
{
    /// <value>Guo et al., ICML 2017.</value>
    public const int Bins = 15;

    /// <summary>Mean over voxels of |mean probability − frequency| in the voxel's bin.</summary>
    /// <remarks>The probability is the label's own, not the likeliest class's, so background is judged too. Bins are of equal width, open below and closed above, but the first, which holds p = 0.</remarks>
    /// <param name="forecast">One label's.</param>
    /// <param name="bins">Over [0, 1].</param>
    /// <returns>A value in [0, 1].</returns>
    public static double Of(BinaryForecast forecast, int bins = Bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (expected, found) = (new double[bins], new long[bins]);
        var probabilities = forecast.Probability.Span;
        var truth = forecast.Truth.Span;
        for (var i = 0; i < truth.Length; i++)
        {
            var bin = Math.Clamp((int)Math.Ceiling((double)probabilities[i] * bins) - 1, 0, bins - 1);
            expected[bin] += probabilities[i];
            found[bin] += truth[i];
        }
        return expected.Zip(found, (sum, count) => Math.Abs(sum - count)).Sum() / truth.Length;
    }
}
