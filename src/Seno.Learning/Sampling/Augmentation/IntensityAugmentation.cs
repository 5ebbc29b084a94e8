using Seno.Core;

namespace Seno.Learning.Sampling.Augmentation;

/// <summary>nnU-Net v2's intensity augmentations in its order: noise, blur, brightness, contrast, low resolution, inverted gamma, gamma.</summary>
public static class IntensityAugmentation
{
    /// <param name="image">channels·(depth·)height·width, changed in place.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="options">Probabilities and ranges.</param>
    /// <param name="random">Consumed.</param>
    /// <param name="depth">Slices of a volume: blurred and coarsened in their plane, all alike.</param>
    public static void Apply(Span<float> image, int channels, int width, int height, AugmentationOptions options, SeededRandom random, int depth = 1)
    {
        var area = width * height * depth;
        if (random.Chance(options.NoiseProbability))
            GaussianNoise.Add(image, random.Uniform(0, options.MaximumNoiseVariance), random);
        if (random.Chance(options.BlurProbability))
        {
            for (var channel = 0; channel < channels; channel++)
            {
                if (!random.Chance(0.5))
                    continue;
                var sigma = random.Uniform(options.BlurSigma.Low, options.BlurSigma.High);
                for (var z = 0; z < depth; z++)
                    GaussianBlur.Apply(image.Slice(channel * area + z * width * height, width * height), width, height, sigma);
            }
        }
        if (random.Chance(options.BrightnessProbability))
        {
            for (var channel = 0; channel < channels; channel++)
                Intensity.Multiply(image.Slice(channel * area, area), random.Uniform(options.Brightness.Low, options.Brightness.High));
        }
        if (random.Chance(options.ContrastProbability))
        {
            for (var channel = 0; channel < channels; channel++)
                Intensity.Contrast(image.Slice(channel * area, area), random.Uniform(options.Contrast.Low, options.Contrast.High));
        }
        if (random.Chance(options.LowResolutionProbability))
        {
            for (var channel = 0; channel < channels; channel++)
            {
                if (!random.Chance(0.5))
                    continue;
                var share = random.Uniform(options.LowResolution.Low, options.LowResolution.High);
                for (var z = 0; z < depth; z++)
                    LowResolution.Apply(image.Slice(channel * area + z * width * height, width * height), width, height, share);
            }
        }
        Gamma(image, channels, area, options.InvertedGammaProbability, invert: true, options, random);
        Gamma(image, channels, area, options.GammaProbability, invert: false, options, random);
    }

    private static void Gamma(Span<float> image, int channels, int area, double probability, bool invert, AugmentationOptions options, SeededRandom random)
    {
        if (!random.Chance(probability))
            return;
        for (var channel = 0; channel < channels; channel++)
            Intensity.Gamma(image.Slice(channel * area, area), random.Uniform(options.Gamma.Low, options.Gamma.High), invert);
    }
}
