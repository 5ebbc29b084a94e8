using Seno.Core;

namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Independent normal noise.</summary>
public static class GaussianNoise
{
    /// <param name="image">Changed in place.</param>
    /// <param name="variance">At least 0, in squared units of the image.</param>
    /// <param name="random">Consumed.</param>
    public static void Add(Span<float> image, double variance, SeededRandom random)
    {
        var deviation = (float)Math.Sqrt(variance);
        foreach (ref var value in image)
            value += deviation * (float)random.Normal();
    }
}
