namespace Seno.Evaluation.Calibration;

/// <summary>Negative log-likelihood of one label: the mean surprise at what came true.</summary>
public static class NegativeLogLikelihood
{
    /// <summary>Mean of −ln p where the reference has the label and −ln(1 − p) elsewhere.</summary>
    /// <returns>A value in [0, ∞]: infinite where a probability of exactly 0 came true. Nothing is clipped.</returns>
    public static double Of(BinaryForecast forecast)
    {
        var probabilities = forecast.Probability.Span;
        var complements = forecast.Complement.Span;
        var truth = forecast.Truth.Span;
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
            sum -= Math.Log(truth[i] != 0 ? probabilities[i] : complements[i]);
        // −0 where all was certain
        return Math.Abs(sum / truth.Length);
    }
}
