using System.Text.Json.Serialization;
using Seno.Core;
using Seno.Data.Preprocessing;
using Seno.Imaging;

namespace Seno.Data;

/// <summary>Everything preprocessing, network and training need, decided once and readable. Nothing is decided elsewhere.</summary>
public sealed record Plan
{
    private const int LongestSide = 8192;

    /// <summary>The newest plan this program understands.</summary>
    public const int NewestVersion = 3;

    public int Version { get; init; } = NewestVersion;

    /// <value>Name of the data set planned for.</value>
    public required string Dataset { get; init; }

    /// <value>"ultrasound", "mammography", "ct", "mri" or null.</value>
    public string? Modality { get; init; }

    /// <value>Channel names in file order.</value>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <value>How each channel's values are normalised; empty, as in plans of version 1, for a z-score of every one.</value>
    public IReadOnlyList<ChannelNormalisation> Normalisation { get; init; } = [];

    /// <value>Label values by name, background 0 first; of regions, the value written for each. "ignore" is none of them.</value>
    public required IReadOnlyDictionary<string, byte> Labels { get; init; }

    /// <value>Regions in the order of the network's answers, which may overlap; null where every label is one value.</value>
    public IReadOnlyList<LabelRegion>? Regions { get; init; }

    /// <value>The value of voxels that were not annotated; null where all are.</value>
    public byte? Ignore { get; init; }

    /// <value>Ending of the data set's files, for predictions written beside them.</value>
    public required string FileEnding { get; init; }

    /// <value>Where the axes run that images are turned to before anything else, as an axis code, slices last: "LPS" for axial slices.
    /// Null: as they are stored.</value>
    public string? Axes { get; init; }

    /// <value>Mm per pixel (x, y; of volumes x, y, z) that images are resampled to; null where spacing is unknown: then each image is scaled to fit the patch.</value>
    public IReadOnlyList<double>? TargetSpacing { get; init; }

    /// <value>Network input in pixels, x, y and, where the network sees volumes, z.</value>
    public required IReadOnlyList<int> Patch { get; init; }

    /// <value>Samples a step.</value>
    public required int BatchSize { get; init; }

    /// <value>Name in the table of tasks. Default "segmentation".</value>
    public string Task { get; init; } = "segmentation";

    /// <value>Name in the table of networks.</value>
    public string Network { get; init; } = "unet";

    /// <value>Features of each resolution, finest first.</value>
    public required IReadOnlyList<int> Features { get; init; }

    /// <value>Name in the table of losses.</value>
    public string Loss { get; init; } = "dice-ce";

    /// <value>Steps of training in all; with a limited time, before any is re-planned.</value>
    public required long Iterations { get; init; }

    /// <value>Time for a fold's training, s, that its steps are re-planned to fill; null to make just the planned ones.</value>
    public double? TimeLimitSeconds { get; init; }

    /// <value>Steps between validations.</value>
    public required int EpochLength { get; init; }

    /// <value>"adamw" or "sgd".</value>
    public string Optimiser { get; init; } = "adamw";

    /// <value>How the learning rate falls: "cosine" or "polynomial".</value>
    public string Schedule { get; init; } = "cosine";

    /// <value>At the start.</value>
    public double LearningRate { get; init; } = 0.001;

    /// <value>Nesterov momentum, for "sgd". Default 0.9: hundreds rather than 250,000 steps need a shorter memory than nnU-Net's 0.99.</value>
    public double Momentum { get; init; } = 0.9;

    /// <value>Share of each batch that is sure to show foreground: the last samples.</value>
    public double ForegroundOversampling { get; init; } = 1.0 / 3;

    /// <value>"none", "gentle" (no upside-down, ±15°: ultrasound has a top), "strong" (gentle, more often and further) or "full" (nnU-Net's).</value>
    public string Augmentation { get; init; } = "full";

    /// <value>"fp32" or "bf16": decided once, so that a run can be repeated.</value>
    public string Precision { get; init; } = "fp32";

    /// <value>"channels-first" or "channels-last": memory order inside the network, decided with the precision.</value>
    public string Layout { get; init; } = "channels-first";

    public ulong Seed { get; init; } = 1;

    /// <value>Groups that validate, of all groups: 5 is five-fold.</value>
    public int Folds { get; init; } = 5;

    /// <value>Planes of the network's answer: background and labels, or the regions.</value>
    public int Classes => Regions?.Count ?? Labels.Count;

    [JsonIgnore]
    public LabelScheme Scheme => new(Labels, Regions, Ignore);

    /// <value>2 for slices, 3 for volumes.</value>
    [JsonIgnore]
    public int Dimensions => Patch.Count;

    public ChannelNormalisation NormalisationOf(int channel) => Normalisation.Count == 0 ? new("z-score") : Normalisation[channel];

    public void Write(string path) => SenoJson.WriteFile(path, this);

    /// <exception cref="DataException">Missing, unreadable, of a newer version, or edited into nonsense.</exception>
    public static Plan Read(string path)
    {
        if (!File.Exists(path))
            throw new DataException(path, "does not exist", "Give the folder of a finished training run");
        return SenoJson.ReadFile<Plan>(path, plan => plan.Check(path));
    }

    private void Check(string path)
    {
        if (Version > NewestVersion)
            throw new DataException(path, $"is plan version {Version}, this program knows {NewestVersion}", "Update Seno");
        Require(path, Patch is { Count: 2 or 3 } && Patch.All(size => size is > 0 and <= LongestSide), "patch", "two or three sizes from 1 to 8192");
        Require(path, Patch.Aggregate(1L, (voxels, size) => voxels * size) <= LongestSide * LongestSide, "patch", "of no more voxels than 8192 × 8192");
        Require(path, BatchSize is > 0 and <= 4096, "batchSize", "1 to 4096");
        Require(path, Features is { Count: >= 2 and <= 10 } && Features.All(count => count is > 0 and <= 4096), "features", "2 to 10 counts from 1 to 4096");
        var stride = 1 << (Features.Count - 1);
        Require(path, Patch.All(size => size % stride == 0), "patch", $"multiples of {stride}, the network's stride");
        Require(path, Iterations > 0 && EpochLength > 0, "iterations and epochLength", "positive");
        Require(path, TimeLimitSeconds is null or (> 0 and < 1e9), "timeLimitSeconds", "positive, or left out");
        Require(path, LearningRate is > 0 and < 100 && Momentum is >= 0 and < 1, "learningRate and momentum", "positive, and 0 ≤ momentum < 1");
        Require(path, ForegroundOversampling is >= 0 and <= 1, "foregroundOversampling", "0 to 1");
        Require(path, Channels is { Count: > 0 }, "channels", "at least one");
        Require(path, Normalisation is not null && (Normalisation.Count == 0 || Normalisation.Count == Channels!.Count) && Normalisation.All(channel => channel?.Scheme is not null), "normalisation", "one a channel, or none");
        foreach (var channel in Normalisation!)
            NormalisationTable.Check(channel, path);
        CheckLabels(path);
        Require(path, Axes is null || AxisCodes.IsCode(Axes), "axes", "an axis code such as LPS, or null");
        Require(path, Precision is "fp32" or "bf16", "precision", "fp32 or bf16");
        Require(path, Layout is "channels-first" or "channels-last", "layout", "channels-first or channels-last");
        Require(path, TargetSpacing is null ? Patch!.Count == 2 : TargetSpacing.Count == Patch!.Count && TargetSpacing.All(size => size is > 0 and < 1e6), "targetSpacing", "a positive number to each size of the patch, or null for slices");
    }

    private void CheckLabels(string path)
    {
        Require(
            path,
            Labels is { Count: >= 2 } && (Regions is not null || Labels.Values.Order().Select((value, i) => value == i).All(same => same)),
            "labels",
            "consecutive values from 0");
        Require(
            path,
            Regions is null || Regions.All(region => region is { Name: not null, Values.Count: > 0 } && !region.Values.Contains((byte)0)),
            "regions",
            "names, each with label values above 0");
        var written = Labels!.Where(label => label.Value != 0).Select(label => (label.Key, label.Value)).Order();
        Require(
            path,
            Regions is null || written.SequenceEqual(Regions.Select(region => (region.Name, region.Written)).Order()),
            "labels",
            "the background, and for each region the value written for it");
        Require(
            path,
            Ignore is null || Scheme.Foreground.All(region => region.Values.All(value => value < Ignore)),
            "ignore",
            "above every label value");
    }

    private static void Require(string path, bool holds, string field, string allowed)
    {
        if (!holds)
            throw new DataException(path, $"'{field}' must be {allowed}", "Correct the plan or train anew");
    }

    /// <summary>The size an image of this geometry is resampled to; in slices its third stays.</summary>
    public Size3 WorkingSize(Geometry geometry)
    {
        var size = geometry.Size;
        if (TargetSpacing is { } target && geometry.SpacingKnown)
            return new(Scaled(size.X, geometry.Spacing.X / target[0]), Scaled(size.Y, geometry.Spacing.Y / target[1]), target.Count == 3 ? Scaled(size.Z, geometry.Spacing.Z / target[2]) : size.Z);
        var scale = Math.Min((double)Patch[0] / size.X, (double)Patch[1] / size.Y);
        return new(Scaled(size.X, scale), Scaled(size.Y, scale), size.Z);

        static int Scaled(int size, double scale) => Math.Max(1, (int)Math.Round(size * scale));
    }
}
