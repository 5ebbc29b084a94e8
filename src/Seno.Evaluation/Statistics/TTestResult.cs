using MathNet.Numerics.Distributions;

namespace Seno.Evaluation.Statistics;

/// <summary>A two-sided t-test of a mean difference.</summary>
/// <param name="Difference">Mean difference with its interval.</param>
/// <param name="T">NaN where nothing varies about 0.</param>
/// <param name="Freedom">Degrees of freedom.</param>
/// <param name="P">Two-sided.</param>
public sealed record TTestResult(Estimate Difference, double T, int Freedom, double P)
{
    /// <param name="mean">Of the differences.</param>
    /// <param name="error">Its standard error; 0 where all differences are equal: p is then 1 for 0 and 0 for another mean.</param>
    /// <param name="freedom">Degrees of freedom.</param>
    /// <param name="confidence">Of the interval.</param>
    internal static TTestResult Of(double mean, double error, int freedom, double confidence)
    {
        var reach = error * StudentT.InvCDF(0, 1, freedom, (1 + confidence) / 2);
        var t = mean / error;
        var p = error > 0 ? 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)) : mean == 0 ? 1 : 0;
        return new(new(mean, mean - reach, mean + reach), t, freedom, p);
    }
}
