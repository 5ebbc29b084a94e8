using MathNet.Numerics.Distributions;

namespace Seno.Evaluation.Statistics;

/// <summary>Paired t-tests against a margin fixed before the study, higher scores being better.</summary>
/// <remarks>The values are one a patient (<see cref="PatientMeans"/>): lesions of one patient are not independent.</remarks>
public static class NonInferiority
{
    /// <summary>Is the mean difference above −margin?</summary>
    /// <param name="differences">New less reference, one a patient.</param>
    /// <param name="margin">Positive: how much worse is still acceptable.</param>
    /// <param name="alpha">One-sided level. Default 0.025.</param>
    /// <exception cref="ArgumentException">Fewer than two patients, a difference is not finite, or the margin is not positive.</exception>
    public static MarginTest Test(IReadOnlyList<double> differences, double margin, double alpha = 0.025)
    {
        var (mean, error) = Mean(differences, margin);
        var freedom = differences.Count - 1;
        return Result(mean, error, freedom, UpperTail(mean + margin, error, freedom), alpha);
    }

    /// <summary>Is it within ±margin? Two one-sided tests (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987): the larger p counts.</summary>
    /// <param name="differences">New less reference, one a patient.</param>
    /// <param name="margin">Positive: what difference does not matter.</param>
    /// <param name="alpha">Level of each of the two. Default 0.05.</param>
    /// <exception cref="ArgumentException">Fewer than two patients, a difference is not finite, or the margin is not positive.</exception>
    public static MarginTest Equivalence(IReadOnlyList<double> differences, double margin, double alpha = 0.05)
    {
        var (mean, error) = Mean(differences, margin);
        var freedom = differences.Count - 1;
        return Result(mean, error, freedom, Math.Max(UpperTail(mean + margin, error, freedom), UpperTail(margin - mean, error, freedom)), alpha);
    }

    private static MarginTest Result(double mean, double error, int freedom, double p, double alpha)
    {
        var reach = error * StudentT.InvCDF(0, 1, freedom, 1 - alpha);
        return new(new(mean, mean - reach, mean + reach), freedom + 1, p, p <= alpha);
    }

    private static double UpperTail(double distance, double error, int freedom) =>
        error > 0 ? StudentT.CDF(0, 1, freedom, -distance / error) : distance > 0 ? 0 : 1;

    private static (double Mean, double Error) Mean(IReadOnlyList<double> differences, double margin)
    {
        if (!(margin > 0))
            throw new ArgumentException("A margin is positive", nameof(margin));
        if (differences.Count < 2 || !differences.All(double.IsFinite))
            throw new ArgumentException("At least two finite differences are needed", nameof(differences));
        var mean = differences.Average();
        var squares = differences.Sum(difference => (difference - mean) * (difference - mean));
        return (mean, Math.Sqrt(squares / (differences.Count - 1) / differences.Count));
    }
}
