using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Shows an image as a coarser scanner would: sampled down by nearest neighbour, back up cubically (nnU-Net).</summary>
public static class LowResolution
{
    /// <param name="plane">height·width, changed in place.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="share">Pixels kept per axis, above 0 to 1.</param>
    public static void Apply(Span<float> plane, int width, int height, double share)
    {
        var (lowWidth, lowHeight) = (Math.Max(1, (int)Math.Round(width * share)), Math.Max(1, (int)Math.Round(height * share)));
        var low = new float[lowWidth * lowHeight];
        Resample.Plane(plane, width, height, low, lowWidth, lowHeight, Interpolation.Nearest);
        Resample.Plane(low, lowWidth, lowHeight, plane, width, height, Interpolation.Cubic);
    }
}
