namespace Seno.Phantoms.Ultrasound;

/// <summary>The pulse's blur: along the beam it rises fast and rings down, across it is Gaussian and wider the farther from the focus at half the depth.</summary>
/// <remarks>
/// A damped transducer rings as tⁿ e^(−t/τ): its band has wings that fall as a power of the frequency, where those of a Gaussian vanish, so that speckle as wide has finer structure in it.
/// </remarks>
internal static class PointSpread
{
    /// <value>n + 1: ours.</value>
    private const int Shape = 2;

    /// <value>Points of the pulse to a pixel.</value>
    private const int Samples = 8;

    /// <summary>The beam: across, the same plane changed in place; edges are repeated.</summary>
    /// <param name="plane">width·depth values.</param>
    /// <param name="width">px across.</param>
    /// <param name="depth">px along the beam.</param>
    /// <param name="spread">Standard deviation at the focus, px; 1.6 times that at the skin and at full depth.</param>
    public static void Across(float[] plane, int width, int depth, double spread)
    {
        var line = new float[width];
        for (var y = 0; y < depth; y++)
            Line(plane, y * width, 1, width, Kernel(spread * (1 + 0.6 * Math.Abs(2.0 * y / depth - 1))), line);
    }

    /// <summary>The pulse: along the beam, the same plane changed in place; edges are repeated.</summary>
    /// <param name="plane">width·depth values.</param>
    /// <param name="width">px across.</param>
    /// <param name="depth">px along the beam.</param>
    /// <param name="spread">Standard deviation, px.</param>
    public static void Along(float[] plane, int width, int depth, double spread)
    {
        var (line, kernel) = (new float[depth], Pulse(spread));
        for (var x = 0; x < width; x++)
            Line(plane, x, width, depth, kernel, line);
    }

    /// <returns>Of energy 1, so that the echo's level does not depend on the width.</returns>
    private static float[] Kernel(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var norm = Math.Sqrt(weights.Sum(weight => weight * weight));
        return [.. weights.Select(weight => (float)(weight / norm))];
    }

    /// <returns>The pulse's envelope about its centre of mass, which is where the echo is shown; of energy 1.</returns>
    private static float[] Pulse(double spread)
    {
        var decay = spread / Math.Sqrt(Shape);
        var radius = (int)Math.Ceiling(5 * spread + 1);
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(i => Enumerable.Range(0, Samples).Average(sample => Ringing(i + (sample + 0.5) / Samples - 0.5 + Shape * decay, decay))).ToArray();
        var norm = Math.Sqrt(weights.Sum(weight => weight * weight));
        return [.. weights.Select(weight => (float)(weight / norm))];
    }

    private static double Ringing(double time, double decay) => time <= 0 ? 0 : Math.Pow(time / decay, Shape - 1) * Math.Exp(-time / decay);

    private static void Line(float[] plane, int start, int step, int count, float[] kernel, float[] line)
    {
        for (var i = 0; i < count; i++)
            line[i] = plane[start + i * step];
        var radius = kernel.Length / 2;
        for (var i = 0; i < count; i++)
        {
            var sum = 0f;
            for (var k = 0; k < kernel.Length; k++)
                sum += kernel[k] * line[Math.Clamp(i + k - radius, 0, count - 1)];
            plane[start + i * step] = sum;
        }
    }
}
