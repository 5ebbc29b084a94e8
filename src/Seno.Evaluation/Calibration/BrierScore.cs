namespace Seno.Evaluation.Calibration;

/// <summary>Brier score of one label (Brier, Monthly Weather Review 78, 1950).</summary>
public static class BrierScore
{
    /// <summary>Mean of (p − y)² over voxels, y being 1 or 0.</summary>
    /// <returns>A value in [0, 1], 0 the best: half of Brier's own sum over both outcomes.</returns>
    public static double Of(BinaryForecast forecast)
    {
        var probabilities = forecast.Probability.Span;
        var truth = forecast.Truth.Span;
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            var error = (double)probabilities[i] - truth[i];
            sum += error * error;
        }
        return sum / truth.Length;
    }
}
