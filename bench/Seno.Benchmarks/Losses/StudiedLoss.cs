namespace Seno.Benchmarks.Losses;

/// <summary>One loss on one data set.</summary>
/// <param name="Name">As in the names of the runs.</param>
/// <param name="Expression">As given to --loss.</param>
/// <param name="Cases">Of the folds that all losses have, in the same order for each.</param>
internal sealed record StudiedLoss(string Name, string Expression, IReadOnlyList<StudiedCase> Cases)
{
    public StudiedCase[] Lesions(int? quartile = null) => [.. Cases.Where(item => quartile is null ? item.Quartile is not null : item.Quartile == quartile)];

    public StudiedCase[] Normals => [.. Cases.Where(item => item.Quartile is null)];
}
