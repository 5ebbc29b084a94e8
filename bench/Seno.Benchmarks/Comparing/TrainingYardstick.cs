using Seno.Data;

namespace Seno.Benchmarks.Comparing;

/// <summary>The training whose steps are timed: a U-Net of width 16 on batches of eight slices.</summary>
internal static class TrainingYardstick
{
    /// <summary>Of a slice, px.</summary>
    public const int Side = 128;

    /// <param name="augmentation">Name in the table of augmentations.</param>
    public static Plan Plan(string augmentation) => new()
    {
        Dataset = "comparison",
        Channels = ["ultrasound"],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".png",
        Patch = [Side, Side],
        BatchSize = 8,
        Features = [16, 32, 64, 128, 256],
        Iterations = 1,
        EpochLength = 1,
        Augmentation = augmentation,
    };
}
