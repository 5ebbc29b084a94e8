namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Changes of brightness, contrast and gamma, each in place on one channel.</summary>
public static class Intensity
{
    public static void Multiply(Span<float> plane, double factor)
    {
        foreach (ref var value in plane)
            value *= (float)factor;
    }

    /// <summary>Stretches about the mean, then clips to the range the plane had.</summary>
    public static void Contrast(Span<float> plane, double factor)
    {
        var (low, high, mean, _) = Measure(plane);
        foreach (ref var value in plane)
            value = Math.Clamp((float)((value - mean) * factor + mean), low, high);
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
        foreach (ref var value in plane)
            value = MathF.Pow((value - low) / range, (float)gamma);
        var (_, _, newMean, newDeviation) = Measure(plane);
        var scale = deviation / Math.Max(newDeviation, 1e-7);
        foreach (ref var value in plane)
            value = (float)((value - newMean) * scale + mean);
        if (invert)
            Multiply(plane, -1);
    }

    private static (float Low, float High, double Mean, double Deviation) Measure(ReadOnlySpan<float> plane)
    {
        var (low, high, sum) = (float.PositiveInfinity, float.NegativeInfinity, 0.0);
        foreach (var value in plane)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            sum += value;
        }
        var mean = sum / plane.Length;
        var squares = 0.0;
        foreach (var value in plane)
            squares += (value - mean) * (value - mean);
        return (low, high, mean, Math.Sqrt(squares / plane.Length));
    }
}
