using Seno.Evaluation.Consensus;

namespace Seno.Evaluation.Agreement;

/// <summary>Items that were rated alike, and how often.</summary>
/// <param name="Votes">By category.</param>
/// <param name="Items">That have these votes: voxels, for instance.</param>
public readonly record struct RatingCounts(IReadOnlyList<int> Votes, long Items)
{
    public int Raters => Votes.Sum();

    public static IReadOnlyList<RatingCounts> Of(VotePatterns patterns) => [.. patterns.Patterns.Select(pattern => new RatingCounts(pattern.Counts(patterns.Labels.Count), pattern.Voxels))];
}
