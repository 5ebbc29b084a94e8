namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Separable Gaussian blur, cut at 4 σ, edges reflected (scipy.ndimage's defaults).</summary>
public static class GaussianBlur
{
    /// <param name="plane">height·width, changed in place.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="sigma">Pixels, positive.</param>
    public static void Apply(Span<float> plane, int width, int height, double sigma)
    {
        var kernel = Kernel(sigma);
        var radius = kernel.Length / 2;
        var between = new float[plane.Length];
        var padded = new float[width + 2 * radius];
        for (var y = 0; y < height; y++)
        {
            var row = plane.Slice(y * width, width);
            for (var x = 0; x < padded.Length; x++)
                padded[x] = row[Reflect(x - radius, width)];
            var target = between.AsSpan(y * width, width);
            for (var k = 0; k < kernel.Length; k++)
                MultiplyAdd(padded.AsSpan(k, width), kernel[k], target);
        }
        for (var y = 0; y < height; y++)
        {
            var target = plane.Slice(y * width, width);
            target.Clear();
            for (var k = 0; k < kernel.Length; k++)
                MultiplyAdd(between.AsSpan(width * Reflect(y + k - radius, height), width), kernel[k], target);
        }
    }

    private static float[] Kernel(double sigma)
    {
        var radius = (int)(4 * sigma + 0.5);
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(i => Math.Exp(-i * i / (2 * sigma * sigma))).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select(weight => (float)(weight / sum))];
    }

    private static int Reflect(int i, int size)
    {
        while (i < 0 || i >= size)
            i = i < 0 ? -1 - i : 2 * size - 1 - i;
        return i;
    }

    private static void MultiplyAdd(ReadOnlySpan<float> source, float factor, Span<float> target)
    {
        var lanes = System.Numerics.Vector<float>.Count;
        var i = 0;
        for (; i <= target.Length - lanes; i += lanes)
        {
            var sum = new System.Numerics.Vector<float>(target[i..]) + factor * new System.Numerics.Vector<float>(source[i..]);
            sum.CopyTo(target[i..]);
        }
        for (; i < target.Length; i++)
            target[i] += factor * source[i];
    }
}
