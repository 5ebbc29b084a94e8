using MathNet.Numerics.Distributions;
using Seno.Core;

namespace Seno.Evaluation.Statistics;

/// <summary>Chance that a study of so many patients shows non-inferiority, or equivalence, by the paired t-test on patients' means.</summary>
/// <remarks>
/// t = (mean + margin)/(s/√N) given s is normal, so the power is a normal tail averaged over the distribution of s: the non-central t for one
/// side, Owen's Q for both (Phillips, Journal of Pharmacokinetics and Biopharmaceutics 18, 1990), by one quadrature.
/// </remarks>
public static class NonInferiorityPower
{
    private const int Steps = 2000;

    /// <param name="design">Variance, margin and level.</param>
    /// <param name="patients">At least 2.</param>
    /// <returns>In [0, 1].</returns>
    public static double Analytic(PowerDesign design, int patients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 2);
        var freedom = patients - 1;
        var error = design.PatientDeviation / Math.Sqrt(patients);
        var critical = StudentT.InvCDF(0, 1, freedom, 1 - design.Alpha);
        var lower = (design.Margin + design.ExpectedDifference) / error;
        var upper = (design.Margin - design.ExpectedDifference) / error;
        return Math.Clamp(OverDeviation(freedom, ratio => design.Equivalence
            ? Math.Max(0, Normal.CDF(0, 1, upper - critical * ratio) - Normal.CDF(0, 1, critical * ratio - lower))
            : Normal.CDF(0, 1, lower - critical * ratio)), 0, 1);
    }

    /// <summary>The study made many times over: normal patients' and lesions' parts, the test as it would be made.</summary>
    /// <param name="design">Variance, margin and level.</param>
    /// <param name="patients">At least 2.</param>
    /// <param name="seed">Of the simulation.</param>
    /// <param name="studies">Default 4000: a standard error of at most 0.8 points.</param>
    /// <returns>Share of the studies that succeed.</returns>
    public static double Simulated(PowerDesign design, int patients, ulong seed = 1, int studies = 4000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 2);
        var random = new SeededRandom(seed, "power", patients);
        var between = design.Deviation * Math.Sqrt(design.Intraclass);
        var within = design.Deviation * Math.Sqrt(1 - design.Intraclass);
        var means = new double[patients];
        var succeeded = 0;
        for (var study = 0; study < studies; study++)
        {
            for (var patient = 0; patient < patients; patient++)
            {
                var sum = 0.0;
                for (var lesion = 0; lesion < design.LesionsPerPatient; lesion++)
                    sum += within * random.Normal();
                means[patient] = design.ExpectedDifference + between * random.Normal() + sum / design.LesionsPerPatient;
            }
            var test = design.Equivalence ? NonInferiority.Equivalence(means, design.Margin, design.Alpha) : NonInferiority.Test(means, design.Margin, design.Alpha);
            if (test.Shown)
                succeeded++;
        }
        return (double)succeeded / studies;
    }

    /// <returns>The fewest patients that reach <paramref name="target"/>; null if <paramref name="most"/> do not.</returns>
    public static int? PatientsNeeded(PowerDesign design, double target, int most = 100_000)
    {
        if (Analytic(design, most) < target)
            return null;
        var (low, high) = (2, most);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (Analytic(design, middle) >= target)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    /// <summary>Mean of a function of s/σ, where ν s²/σ² is χ² with ν degrees of freedom, by Simpson's rule within ten standard deviations.</summary>
    private static double OverDeviation(int freedom, Func<double, double> value)
    {
        var reach = 10 / Math.Sqrt(2.0 * freedom);
        var (low, high) = (Math.Max(0, 1 - reach), 1 + reach);
        var (sum, step) = (0.0, (high - low) / Steps);
        for (var i = 0; i <= Steps; i++)
        {
            var ratio = low + i * step;
            var weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * value(ratio) * Chi.PDF(freedom, ratio * Math.Sqrt(freedom)) * Math.Sqrt(freedom);
        }
        return sum * step / 3;
    }
}
