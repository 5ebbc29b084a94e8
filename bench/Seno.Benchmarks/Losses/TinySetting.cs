using Seno.Data;

namespace Seno.Benchmarks.Losses;

/// <summary>A training of the study of tiny lesions: all others are alike.</summary>
/// <param name="Dimensions">2: slices; 3: volumes.</param>
/// <param name="Name">Of the loss in the tables.</param>
/// <param name="Loss">As after --loss.</param>
/// <param name="Oversampling">Share of each batch that is sure to show a lesion.</param>
/// <param name="Windowed">HU are clipped to −200..200 before they are scaled.</param>
internal sealed record TinySetting(int Dimensions, string Name, string Loss, double Oversampling, bool Windowed = true)
{
    private const int Volumes = 4;

    private static readonly (string Name, string Loss)[] Losses =
    [
        ("dice-ce", "dice-ce"),
        ("cross-entropy", "cross-entropy"),
        ("dice", "dice"),
        ("dice:absent=yes", "dice:absent=yes"),
        ("batch-dice", "batch-dice"),
        ("focal-tversky", "focal-tversky"),
        ("batch-dice-ce", "batch-dice-ce"),
        ("focal", "focal"),
        ("asymmetric-unified-focal", "asymmetric-unified-focal"),
        ("dice-ce to boundary", "dice-ce@1..0.1+boundary@0.01..1"),
    ];

    /// <value>In the order they are trained. Volumes take the longest, so fewer losses are.</value>
    public static IReadOnlyList<TinySetting> All { get; } =
    [
        .. Of(2, Losses.Take(Volumes)),
        .. Of(3, Losses.Take(Volumes)),
        new(2, "dice-ce, HU not clipped", "dice-ce", 0.5, Windowed: false),
        .. Of(2, Losses.Skip(Volumes)),
    ];

    public string Id => $"{Dimensions}d-{Name.Replace(':', '-').Replace(' ', '-').Replace(",", "", StringComparison.Ordinal)}-{(Oversampling > 0 ? "half" : "uniform")}";

    public string Sampling => Oversampling > 0 ? "half" : "uniform";

    private static IEnumerable<TinySetting> Of(int dimensions, IEnumerable<(string Name, string Loss)> losses) =>
        from loss in losses
        from oversampling in new[] { 0.5, 0 }
        select new TinySetting(dimensions, loss.Name, loss.Loss, oversampling);

    /// <summary>Slices: 64², eight a step, four resolutions from eight features up. Volumes: 24³, two a step, three resolutions.</summary>
    public Plan Plan(Dataset dataset) => new()
    {
        Dataset = dataset.Name,
        Modality = dataset.Modality,
        Channels = dataset.Channels,
        Labels = dataset.Labels,
        FileEnding = dataset.FileEnding,
        Patch = Dimensions == 3 ? [24, 24, 24] : [64, 64],
        BatchSize = Dimensions == 3 ? 2 : 8,
        Features = Dimensions == 3 ? [8, 16, 32] : [8, 16, 32, 64],
        Loss = Loss,
        ForegroundOversampling = Oversampling,
        Augmentation = "none",
        Iterations = Dimensions == 3 ? 500 : 400,
        EpochLength = 50,
        Precision = "bf16",
        Layout = Dimensions == 3 ? "channels-first" : "channels-last",
        LearningRate = 0.006,
    };
}
