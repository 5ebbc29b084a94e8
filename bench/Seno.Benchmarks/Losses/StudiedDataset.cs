using Seno.Data;

namespace Seno.Benchmarks.Losses;

/// <summary>What the study holds of one data set.</summary>
internal sealed record StudiedDataset
{
    public required string Title { get; init; }

    public required int Images { get; init; }

    /// <value>Patients, or groups of near-duplicates where patients are not known.</value>
    public required int Groups { get; init; }

    public required int Normals { get; init; }

    /// <value>Between the quartiles of the whole data set's lesions: share of the image, 0…1.</value>
    public required IReadOnlyList<double> Edges { get; init; }

    /// <value>Of any run; the runs differ only in the loss.</value>
    public required Plan Plan { get; init; }

    public required int Threads { get; init; }

    /// <value>Folds that every loss has.</value>
    public required IReadOnlyList<int> Folds { get; init; }

    /// <value>"dice-ce 0, 1": folds finished, one entry a loss.</value>
    public required IReadOnlyList<string> Finished { get; init; }

    /// <value>The first is the one that the others are compared with. Without cases where no fold is common.</value>
    public required IReadOnlyList<StudiedLoss> Losses { get; init; }
}
