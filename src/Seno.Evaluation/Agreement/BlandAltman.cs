using MathNet.Numerics.Distributions;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Agreement;

/// <summary>Bias and limits of agreement (Bland and Altman, Lancet 327, 1986; Statistical Methods in Medical Research 8, 1999).</summary>
public static class BlandAltman
{
    private const double Quantile = 1.96;

    /// <param name="first">Measured by one, one a case.</param>
    /// <param name="second">The same cases by the other.</param>
    /// <returns>Mean difference and ±1.96 standard deviations about it, with 95 % intervals by the t distribution; NaN without pairs.</returns>
    /// <remarks>A limit's variance is s²(1/n + 1.96²/(2(n − 1))). Differences are taken as independent: lesions of one patient are not.</remarks>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static BlandAltmanLimits Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count != second.Count)
            throw new ArgumentException($"{first.Count} values for {second.Count}", nameof(first));
        var differences = first.Zip(second, (a, b) => a - b).ToArray();
        var n = differences.Length;
        var bias = n == 0 ? double.NaN : differences.Average();
        if (n < 2)
        {
            var reason = n == 0 ? "no pair" : "one pair";
            return new(Estimate.WithoutInterval(bias, reason), Estimate.WithoutInterval(double.NaN, reason), Estimate.WithoutInterval(double.NaN, reason), n);
        }
        var deviation = Math.Sqrt(differences.Sum(difference => (difference - bias) * (difference - bias)) / (n - 1));
        var t = StudentT.InvCDF(0, 1, n - 1, 0.975);
        Estimate About(double value, double error) => new(value, value - t * error, value + t * error);
        var ofLimit = deviation * Math.Sqrt(1.0 / n + Quantile * Quantile / (2.0 * (n - 1)));
        return new(About(bias, deviation / Math.Sqrt(n)), About(bias - Quantile * deviation, ofLimit), About(bias + Quantile * deviation, ofLimit), n);
    }
}
