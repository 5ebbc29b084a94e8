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
        ["full"] = new(),
    };

    public static IReadOnlyCollection<string> Names => Sets.Keys;

    /// <exception cref="DataException">No such set; names the nearest.</exception>
    public static AugmentationOptions Of(string name, string source = "--augmentation") => Sets.TryGetValue(name, out var options)
        ? options
        : throw new DataException(source, $"augmentation '{name}' is unknown", NearestName.Suggest(name, Names));
}
