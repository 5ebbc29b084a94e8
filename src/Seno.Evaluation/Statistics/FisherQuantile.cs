using MathNet.Numerics.Distributions;

namespace Seno.Evaluation.Statistics;

/// <summary>Quantiles of the F distribution, through those of the beta distribution: MathNet's own search ends at 1000, which two cases exceed.</summary>
internal static class FisherQuantile
{
    /// <param name="probability">In (0, 1).</param>
    /// <param name="numerator">Degrees of freedom, whole or not.</param>
    /// <param name="denominator">Degrees of freedom, whole or not.</param>
    public static double Of(double probability, double numerator, double denominator)
    {
        // the smaller of x and 1 − x keeps its digits
        var x = Beta.InvCDF(numerator / 2, denominator / 2, probability);
        if (x < 0.5)
            return denominator * x / (numerator * (1 - x));
        var complement = Beta.InvCDF(denominator / 2, numerator / 2, 1 - probability);
        return denominator * (1 - complement) / (numerator * complement);
    }
}
