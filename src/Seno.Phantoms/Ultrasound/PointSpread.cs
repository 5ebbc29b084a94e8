namespace Seno.Phantoms.Ultrasound;

/// <summary>The pulse's blur: Gaussian along the beam, and across it wider the farther from the focus at half the depth.</summary>
internal static class PointSpread
{
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
        var (line, kernel) = (new float[depth], Kernel(spread));
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
