using Seno.Evaluation.Consensus;
using Seno.Imaging;

namespace Seno.Evaluation.Agreement;

/// <summary>The reference a reader is measured by: what the others agree on.</summary>
public static class LeaveOneOut
{
    /// <summary>Majority of all readers but some, ties midway between the contours: a consensus that is neither larger nor smaller than its readers', however many they are.</summary>
    /// <param name="masks">Labels on one grid, one map a reader.</param>
    /// <param name="label">The label; every other is background.</param>
    /// <param name="left">Readers left out; at least one remains.</param>
    public static Volume<byte> Reference(IReadOnlyList<Volume<byte>> masks, byte label, params int[] left)
    {
        Volume<byte>[] others = [.. masks.Where((_, reader) => !left.Contains(reader))];
        return others.Length == 1 ? others[0] : MajorityVote.Of(others, [0, label], TieRule.Midway, threads: 1);
    }
}
