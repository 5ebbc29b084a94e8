using Seno.Imaging;

namespace Seno.Evaluation.Consensus;

/// <summary>The share of the readers who gave a label: a soft reference.</summary>
public static class MeanDecision
{
    /// <param name="masks">Labels on one grid, one map a reader.</param>
    /// <param name="label">The label counted.</param>
    /// <returns>0 … 1 a voxel.</returns>
    public static Volume<float> Of(IReadOnlyList<Volume<byte>> masks, byte label)
    {
        var patterns = VotePatterns.Of(masks, [0, label]);
        return patterns.Paint([.. patterns.Patterns.Select(pattern => (float)pattern.Votes.Sum() / masks.Count)], 0f);
    }
}
