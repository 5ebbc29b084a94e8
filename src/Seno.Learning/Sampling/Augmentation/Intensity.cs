using System.Numerics;
using System.Runtime.InteropServices;

namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Changes of brightness, contrast and gamma, each in place on one channel.</summary>
public static class Intensity
{
    public static void Multiply(Span<float> plane, double factor) => Line(plane, (float)factor, 0);

    /// <summary>Stretches about the mean, then clips to the range the plane had.</summary>
    public static void Contrast(Span<float> plane, double factor)
    {
        var (low, high, mean, _) = Measure(plane);
        Line(plane, (float)factor, (float)(mean - mean * factor));
        var (floor, ceiling) = (new Vector<float>(low), new Vector<float>(high));
        foreach (ref var values in Vectors(plane))
            values = Vector.Min(Vector.Max(values, floor), ceiling);
        foreach (ref var value in Rest(plane))
            value = Math.Clamp(value, low, high);
    }

    /// <summary>Raises the range, scaled to 0..1, to a power, then restores mean and standard deviation.</summary>
    /// <param name="plane">Changed in place.</param>
    /// <param name="gamma">Exponent.</param>
    /// <param name="invert">Work on the negative, so that bright structures are stretched where dark ones would be.</param>
    public static void Gamma(Span<float> plane, double gamma, bool invert)
    {
        if (invert)
            Multiply(plane, -1);
        var (low, high, mean, deviation) = Measure(plane);
        var range = Math.Max(high - low, 1e-7f);
        foreach (ref var values in Vectors(plane))
            values = Vector.Exp((float)gamma * Vector.Log((values - new Vector<float>(low)) / new Vector<float>(range)));
        foreach (ref var value in Rest(plane))
            value = MathF.Pow((value - low) / range, (float)gamma);
        var (_, _, newMean, newDeviation) = Measure(plane);
        var scale = deviation / Math.Max(newDeviation, 1e-7);
        var sign = invert ? -1 : 1;
        Line(plane, (float)(sign * scale), (float)(sign * (mean - newMean * scale)));
    }

    /// <summary>x ↦ slope·x + constant.</summary>
    private static void Line(Span<float> plane, float slope, float constant)
    {
        foreach (ref var values in Vectors(plane))
            values = slope * values + new Vector<float>(constant);
        foreach (ref var value in Rest(plane))
            value = slope * value + constant;
    }

    private static Span<Vector<float>> Vectors(Span<float> plane) => MemoryMarshal.Cast<float, Vector<float>>(plane);

    /// <summary>What is too short for a vector.</summary>
    private static Span<float> Rest(Span<float> plane) => plane[(plane.Length - plane.Length % Vector<float>.Count)..];

    private static (float Low, float High, double Mean, double Deviation) Measure(Span<float> plane)
    {
        var vectors = Vectors(plane);
        var rest = Rest(plane);
        var (lows, highs) = (new Vector<float>(float.PositiveInfinity), new Vector<float>(float.NegativeInfinity));
        var sums = Vector<double>.Zero;
        foreach (var values in vectors)
        {
            (lows, highs) = (Vector.Min(lows, values), Vector.Max(highs, values));
            Vector.Widen(values, out var lower, out var upper);
            sums += lower + upper;
        }
        var (low, high, sum) = (float.PositiveInfinity, float.NegativeInfinity, Vector.Sum(sums));
        for (var i = 0; i < Vector<float>.Count; i++)
            (low, high) = (Math.Min(low, lows[i]), Math.Max(high, highs[i]));
        foreach (var value in rest)
            (low, high, sum) = (Math.Min(low, value), Math.Max(high, value), sum + value);
        var mean = sum / plane.Length;
        return (low, high, mean, Math.Sqrt(Squares(vectors, rest, mean) / plane.Length));
    }

    private static double Squares(ReadOnlySpan<Vector<float>> vectors, ReadOnlySpan<float> rest, double mean)
    {
        var (centre, squares) = (new Vector<double>(mean), Vector<double>.Zero);
        foreach (var values in vectors)
        {
            Vector.Widen(values, out var lower, out var upper);
            squares += (lower - centre) * (lower - centre) + (upper - centre) * (upper - centre);
        }
        var sum = Vector.Sum(squares);
        foreach (var value in rest)
            sum += (value - mean) * (value - mean);
        return sum;
    }
}
