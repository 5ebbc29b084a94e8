namespace Seno.Evaluation.Calibration;

/// <summary>1/(1 + e^−(a·x + b)) of log-odds x, fitted by Newton steps that are halved until they help (Lin, Lin and Weng, Machine Learning 68, 2007).</summary>
/// <param name="Slope">a.</param>
/// <param name="Intercept">b.</param>
public sealed record Sigmoid(double Slope, double Intercept)
{
    private const int MostSteps = 200;

    public double Of(double odds) => 1 / (1 + Math.Exp(-(Slope * odds + Intercept)));

    /// <param name="odds">Log-odds.</param>
    /// <param name="truth">1 or 0.</param>
    /// <param name="weight">Voxels each stands for.</param>
    /// <param name="smooth">Targets (N₁ + 1)/(N₁ + 2) and 1/(N₀ + 2) instead of 1 and 0 (Platt, 1999): without, classes that can be parted want an infinite slope.</param>
    public static Sigmoid Fit(ReadOnlySpan<double> odds, ReadOnlySpan<byte> truth, ReadOnlySpan<double> weight, bool smooth = true)
    {
        var (ones, noughts) = (0.0, 0.0);
        for (var i = 0; i < odds.Length; i++)
        {
            ones += truth[i] * weight[i];
            noughts += (1 - truth[i]) * weight[i];
        }
        var (high, low) = smooth ? ((ones + 1) / (ones + 2), 1 / (noughts + 2)) : (1, 0);
        var (a, b) = (1.0, 0.0);
        var loss = Loss(a, b, odds, truth, weight, high, low);
        for (var step = 0; step < MostSteps; step++)
        {
            var (da, db, drop) = NewtonStep(a, b, odds, truth, weight, high, low);
            if (drop < 1e-12 * (ones + noughts))
                break;
            var scale = 1.0;
            double next;
            while ((next = Loss(a + scale * da, b + scale * db, odds, truth, weight, high, low)) > loss - 1e-4 * scale * drop && scale > 1e-10)
                scale /= 2;
            if (!(next < loss))
                break;
            (a, b, loss) = (a + scale * da, b + scale * db, next);
        }
        return new(a, b);
    }

    private static double Loss(double a, double b, ReadOnlySpan<double> odds, ReadOnlySpan<byte> truth, ReadOnlySpan<double> weight, double high, double low)
    {
        var sum = 0.0;
        for (var i = 0; i < odds.Length; i++)
        {
            var (x, target) = (a * odds[i] + b, truth[i] == 1 ? high : low);
            sum += weight[i] * (target * ProbabilityPool.SoftPlus(-x) + (1 - target) * ProbabilityPool.SoftPlus(x));
        }
        return sum;
    }

    /// <returns>The step, and by how much the loss falls along it at first.</returns>
    private static (double A, double B, double Drop) NewtonStep(double a, double b, ReadOnlySpan<double> odds, ReadOnlySpan<byte> truth, ReadOnlySpan<double> weight, double high, double low)
    {
        // keeps the matrix invertible where all odds are equal
        const double Ridge = 1e-12;
        var (haa, hab, hbb, ga, gb) = (Ridge, 0.0, Ridge, 0.0, 0.0);
        for (var i = 0; i < odds.Length; i++)
        {
            var p = 1 / (1 + Math.Exp(-(a * odds[i] + b)));
            var (gradient, curvature) = (weight[i] * (p - (truth[i] == 1 ? high : low)), weight[i] * p * (1 - p));
            ga += gradient * odds[i];
            gb += gradient;
            haa += curvature * odds[i] * odds[i];
            hab += curvature * odds[i];
            hbb += curvature;
        }
        var determinant = haa * hbb - hab * hab;
        var (da, db) = (-(hbb * ga - hab * gb) / determinant, -(haa * gb - hab * ga) / determinant);
        return (da, db, -(ga * da + gb * db));
    }
}
