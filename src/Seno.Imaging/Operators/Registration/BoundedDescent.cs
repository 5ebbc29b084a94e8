namespace Seno.Imaging.Operators;

/// <summary>A minimum by BFGS (Nocedal and Wright, Numerical Optimization, 2006, chapter 6), no step longer than a bound.</summary>
internal sealed class BoundedDescent(int count, Func<double[], double[], double> evaluate)
{
    private const double SufficientDecrease = 1e-4;
    private const int MostHalvings = 12;

    /// <summary>Approximates the inverse of the Hessian.</summary>
    private readonly double[,] inverse = new double[count, count];

    /// <param name="start">The parameters to begin with; afterwards the best found.</param>
    /// <param name="longest">Of a step.</param>
    /// <param name="tolerance">A step shorter than this is the last.</param>
    /// <returns>The value reached, and how many steps it took.</returns>
    public (double Value, int Iterations) Run(double[] start, double longest, double tolerance, int iterations)
    {
        var (gradient, nextGradient) = (new double[count], new double[count]);
        var value = evaluate(start, gradient);
        Reset(Length(gradient) > 0 ? longest / 2 / Length(gradient) : 1);
        var (fresh, iteration) = (true, 0);
        while (iteration < iterations && Length(gradient) > 0)
        {
            var step = Step(gradient, longest);
            var slope = Dot(step, gradient);
            var share = slope < 0 ? Backtrack(start, step, slope, value, nextGradient, tolerance, out var next) : Refused(out next);
            if (share == 0)
            {
                if (fresh)
                    break;
                Reset(longest / 2 / Length(gradient));
                fresh = true;
                continue;
            }
            iteration++;
            for (var i = 0; i < count; i++)
            {
                step[i] *= share;
                start[i] += step[i];
                gradient[i] = nextGradient[i] - gradient[i];
            }
            value = next;
            Update(step, gradient, fresh);
            fresh = false;
            nextGradient.CopyTo(gradient, 0);
            if (Length(step) < tolerance)
                break;
        }
        return (value, iteration);
    }

    private static double Refused(out double next)
    {
        next = 0;
        return 0;
    }

    private double[] Step(double[] gradient, double longest)
    {
        var step = new double[count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                step[i] -= inverse[i, j] * gradient[j];
        }
        var length = Length(step);
        for (var i = 0; length > longest && i < count; i++)
            step[i] *= longest / length;
        return step;
    }

    /// <returns>The share of the step that lowers the value enough; 0 if none does.</returns>
    private double Backtrack(double[] start, double[] step, double slope, double value, double[] gradient, double tolerance, out double next)
    {
        var (share, at, length) = (1.0, new double[count], Length(step));
        for (var halving = 0; halving < MostHalvings; halving++)
        {
            for (var i = 0; i < count; i++)
                at[i] = start[i] + share * step[i];
            next = evaluate(at, gradient);
            if (next <= value + SufficientDecrease * share * slope)
                return share;
            if (share * length < tolerance / 4)
                break;
            // the minimum of the parabola, if it makes sense
            var fitted = double.IsFinite(next) ? -slope * share * share / (2 * (next - value - slope * share)) : 0;
            share = Math.Clamp(fitted, 0.1 * share, 0.5 * share);
        }
        return Refused(out next);
    }

    private void Reset(double scale)
    {
        Array.Clear(inverse);
        for (var i = 0; i < count; i++)
            inverse[i, i] = scale;
    }

    private void Update(double[] step, double[] change, bool first)
    {
        var curvature = Dot(step, change);
        if (curvature <= 1e-10 * Length(step) * Length(change))
            return;
        if (first)
            Reset(curvature / Dot(change, change));
        var turned = new double[count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                turned[i] += inverse[i, j] * change[j];
        }
        var factor = (1 + Dot(change, turned) / curvature) / curvature;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                inverse[i, j] += factor * step[i] * step[j] - (turned[i] * step[j] + step[i] * turned[j]) / curvature;
        }
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Length(double[] a) => Math.Sqrt(Dot(a, a));
}
