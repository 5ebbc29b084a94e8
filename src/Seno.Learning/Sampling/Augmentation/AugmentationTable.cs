using Seno.Core;

namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Every set of augmentations, by the name the command line and a plan know it under.</summary>
public static class AugmentationTable
{
    private static readonly Dictionary<string, AugmentationOptions> Sets = new(StringComparer.Ordinal)
    {
        ["none"] = AugmentationOptions.None,

        // An ultrasound image has a top, from which the sound comes.
        ["gentle"] = new() { MaximumRotation = Math.PI / 12, MirrorY = false },

        // For few patients and many steps: the same kinds, more often and further.
        ["strong"] = new()
        {
            MaximumRotation = Math.PI / 12,
            RotationProbability = 0.5,
            ScalingProbability = 0.7,
            Scaling = (0.6, 1.5),
            MirrorY = false,
            NoiseProbability = 0.2,
            BlurProbability = 0.3,
            BlurSigma = (0.5, 1.5),
            BrightnessProbability = 0.3,
            Brightness = (0.7, 1.3),
            ContrastProbability = 0.4,
            Contrast = (0.6, 1.5),
            GammaProbability = 0.5,
            Gamma = (0.6, 1.7),
        },
        ["full"] = new(),
    };

    public static IReadOnlyCollection<string> Names => Sets.Keys;

    /// <exception cref="DataException">No such set; names the nearest.</exception>
    public static AugmentationOptions Of(string name, string source = "--augmentation") => Sets.TryGetValue(name, out var options)
        ? options
        : throw new DataException(source, $"augmentation '{name}' is unknown", NearestName.Suggest(name, Names));
}
