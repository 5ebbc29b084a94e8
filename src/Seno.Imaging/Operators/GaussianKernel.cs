namespace Seno.Imaging.Operators;

/// <summary>Sampled Gaussians and their derivatives, as in scipy.ndimage.</summary>
internal static class GaussianKernel
{
    private const double CutOff = 4;

    /// <summary>The weights of the centre and of the voxels after it; those before it are the same, or their opposites for order 1.</summary>
    public static float[] Half(double sigma, int order)
    {
        // scipy's rounding of the radius
        var radius = (int)(CutOff * sigma + 0.5);
        var density = Enumerable.Range(0, radius + 1).Select(i => Math.Exp(-0.5 * i * i / (sigma * sigma))).ToArray();
        var sum = 2 * density.Sum() - density[0];
        return [.. density.Select((value, i) => (float)(value / sum * Factor(i, sigma * sigma, order)))];
    }

    private static double Factor(int i, double variance, int order) => order switch
    {
        0 => 1,
        1 => i / variance,
        _ => (i * i / variance - 1) / variance,
    };
}
