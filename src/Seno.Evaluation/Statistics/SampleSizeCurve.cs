using Seno.Core;

namespace Seno.Evaluation.Statistics;

/// <summary>Score against training cases as an inverse power law, a − b N^−c (Figueroa et al., BMC Medical Informatics and Decision Making 12, 2012).</summary>
/// <param name="Ceiling">a: what ever more cases approach.</param>
/// <param name="Amplitude">b ≥ 0 where more cases help.</param>
/// <param name="Exponent">c, sought in [0.05, 3].</param>
/// <param name="ResidualDeviation">Standard deviation of the scores about the curve, n − 3 degrees of freedom; NaN for three points.</param>
public sealed record SampleSizeCurve(double Ceiling, double Amplitude, double Exponent, double ResidualDeviation)
{
    private const double LeastExponent = 0.05, GreatestExponent = 3;
    private IReadOnlyList<(double Size, double Score)> points = [];

    /// <returns>Score expected of a model trained on so many cases.</returns>
    public double At(double size) => Ceiling - Amplitude * Math.Pow(size, -Exponent);

    /// <summary>Least squares: a and b follow from c, which a golden-section search finds on a logarithmic grid's best part.</summary>
    /// <param name="points">Training cases and score, at least three distinct sizes; several scores of a size are welcome.</param>
    /// <exception cref="ArgumentException">Fewer than three sizes, a size is not positive, or a score is not finite.</exception>
    public static SampleSizeCurve Fit(IReadOnlyList<(double Size, double Score)> points)
    {
        if (points.Any(point => !(point.Size > 0) || !double.IsFinite(point.Size) || !double.IsFinite(point.Score)))
            throw new ArgumentException("Sizes are positive and scores finite", nameof(points));
        if (points.Select(point => point.Size).Distinct().Count() < 3)
            throw new ArgumentException("Three parameters need at least three training sizes", nameof(points));
        return Solve(points);
    }

    /// <summary>Interval of the curve (not of a single training) at a size, by a seeded bootstrap of the residuals.</summary>
    /// <returns>No interval where no more points than parameters exist.</returns>
    public Estimate Predict(double size, double confidence = 0.95, ulong seed = 1, int resamples = 1000)
    {
        if (points.Count < 4)
            return Estimate.WithoutInterval(At(size), "three points fit three parameters exactly");
        var inflation = Math.Sqrt(points.Count / (points.Count - 3.0));
        var residuals = points.Select(point => (point.Score - At(point.Size)) * inflation).ToArray();
        var random = new SeededRandom(seed, "sample-size");
        var predicted = new double[resamples];
        for (var i = 0; i < resamples; i++)
            predicted[i] = Solve([.. points.Select(point => (point.Size, At(point.Size) + residuals[random.Next(residuals.Length)]))]).At(size);
        Array.Sort(predicted);
        var tail = (1 - confidence) / 2;
        return new(At(size), predicted[(int)(tail * (resamples - 1))], predicted[(int)Math.Ceiling((1 - tail) * (resamples - 1))]);
    }

    private static SampleSizeCurve Solve(IReadOnlyList<(double Size, double Score)> points)
    {
        const int Grid = 40;
        double ExponentOf(double step) => LeastExponent * Math.Pow(GreatestExponent / LeastExponent, step / Grid);
        var best = Enumerable.Range(0, Grid + 1).MinBy(step => Linear(points, ExponentOf(step)).Squares);
        var (low, high) = (ExponentOf(Math.Max(0, best - 1)), ExponentOf(Math.Min(Grid, best + 1)));
        var golden = (Math.Sqrt(5) - 1) / 2;
        while (high - low > 1e-10)
        {
            var (left, right) = (high - golden * (high - low), low + golden * (high - low));
            if (Linear(points, left).Squares < Linear(points, right).Squares)
                high = right;
            else
                low = left;
        }
        var exponent = (low + high) / 2;
        var (ceiling, amplitude, squares) = Linear(points, exponent);
        return new(ceiling, amplitude, exponent, points.Count > 3 ? Math.Sqrt(squares / (points.Count - 3)) : double.NaN) { points = points };
    }

    /// <summary>Regression of the score on −N^−c.</summary>
    private static (double Ceiling, double Amplitude, double Squares) Linear(IReadOnlyList<(double Size, double Score)> points, double exponent)
    {
        var powers = points.Select(point => -Math.Pow(point.Size, -exponent)).ToArray();
        var (meanPower, meanScore) = (powers.Average(), points.Average(point => point.Score));
        var amplitude = powers.Zip(points, (power, point) => (power - meanPower) * (point.Score - meanScore)).Sum() / powers.Sum(power => (power - meanPower) * (power - meanPower));
        var ceiling = meanScore - amplitude * meanPower;
        return (ceiling, amplitude, powers.Zip(points, (power, point) => point.Score - ceiling - amplitude * power).Sum(residual => residual * residual));
    }
}
