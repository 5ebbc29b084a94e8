namespace Seno.Evaluation.Consensus;

/// <summary>One combination of labels.</summary>
/// <param name="Votes">By reader, a position among the labels; 0 is background.</param>
/// <param name="Voxels">That have it.</param>
public readonly record struct VotePattern(IReadOnlyList<int> Votes, long Voxels)
{
    /// <returns>Votes for each of so many labels.</returns>
    public int[] Counts(int labels)
    {
        var counts = new int[labels];
        foreach (var vote in Votes)
            counts[vote]++;
        return counts;
    }
}
