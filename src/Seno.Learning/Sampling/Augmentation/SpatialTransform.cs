using Seno.Core;

namespace Seno.Learning.Sampling.Augmentation;

/// <summary>How a patch is cut: turned, magnified, mirrored about its centre.</summary>
/// <param name="Rotation">Radians.</param>
/// <param name="Scale">Magnification: 2 shows half as much, twice as large.</param>
/// <param name="MirrorX">Left and right exchanged.</param>
/// <param name="MirrorY">Top and bottom exchanged.</param>
public readonly record struct SpatialTransform(double Rotation, double Scale, bool MirrorX, bool MirrorY)
{
    public static SpatialTransform Identity { get; } = new(0, 1, false, false);

    public static SpatialTransform Draw(AugmentationOptions options, SeededRandom random) => new(
        random.Chance(options.RotationProbability) ? random.Uniform(-options.MaximumRotation, options.MaximumRotation) : 0,
        random.Chance(options.ScalingProbability) ? random.Uniform(options.Scaling.Low, options.Scaling.High) : 1,
        options.MirrorX && random.Chance(0.5),
        options.MirrorY && random.Chance(0.5));
}
