namespace Seno.Learning.Sampling.Augmentation;

/// <summary>What is varied, how often and how far. Defaults are nnU-Net v2's.</summary>
public sealed record AugmentationOptions
{
    /// <value>Default 0.2.</value>
    public double RotationProbability { get; init; } = 0.2;

    /// <value>Radians to either side. Default π.</value>
    public double MaximumRotation { get; init; } = Math.PI;

    /// <value>Default 0.2.</value>
    public double ScalingProbability { get; init; } = 0.2;

    /// <value>Smallest and largest magnification. Default 0.7 to 1.4.</value>
    public (double Low, double High) Scaling { get; init; } = (0.7, 1.4);

    /// <value>Default 0.1.</value>
    public double NoiseProbability { get; init; } = 0.1;

    /// <value>Largest variance of the noise on a z-scored image. Default 0.1.</value>
    public double MaximumNoiseVariance { get; init; } = 0.1;

    /// <value>Default 0.2; each channel then with probability 0.5.</value>
    public double BlurProbability { get; init; } = 0.2;

    /// <value>σ in pixels. Default 0.5 to 1.</value>
    public (double Low, double High) BlurSigma { get; init; } = (0.5, 1);

    /// <value>Default 0.15.</value>
    public double BrightnessProbability { get; init; } = 0.15;

    /// <value>Factor. Default 0.75 to 1.25.</value>
    public (double Low, double High) Brightness { get; init; } = (0.75, 1.25);

    /// <value>Default 0.15.</value>
    public double ContrastProbability { get; init; } = 0.15;

    /// <value>Factor about the mean, the range kept. Default 0.75 to 1.25.</value>
    public (double Low, double High) Contrast { get; init; } = (0.75, 1.25);

    /// <value>Default 0.25; each channel then with probability 0.5.</value>
    public double LowResolutionProbability { get; init; } = 0.25;

    /// <value>Share of the pixels per axis that is kept. Default 0.5 to 1.</value>
    public (double Low, double High) LowResolution { get; init; } = (0.5, 1);

    /// <value>Gamma on the inverted image. Default 0.1.</value>
    public double InvertedGammaProbability { get; init; } = 0.1;

    /// <value>Default 0.3.</value>
    public double GammaProbability { get; init; } = 0.3;

    /// <value>Exponent on the range scaled to 0..1, mean and standard deviation kept. Default 0.7 to 1.5.</value>
    public (double Low, double High) Gamma { get; init; } = (0.7, 1.5);

    /// <value>Mirror left and right half of the time. Default true.</value>
    public bool MirrorX { get; init; } = true;

    /// <value>Mirror top and bottom half of the time. Default true.</value>
    public bool MirrorY { get; init; } = true;

    /// <value>Mirror a volume along its slices half of the time: where it may be mirrored in both other directions.</value>
    public bool MirrorZ => MirrorX && MirrorY;

    /// <summary>Nothing varied.</summary>
    public static AugmentationOptions None { get; } = new()
    {
        RotationProbability = 0,
        ScalingProbability = 0,
        NoiseProbability = 0,
        BlurProbability = 0,
        BrightnessProbability = 0,
        ContrastProbability = 0,
        LowResolutionProbability = 0,
        InvertedGammaProbability = 0,
        GammaProbability = 0,
        MirrorX = false,
        MirrorY = false,
    };
}
