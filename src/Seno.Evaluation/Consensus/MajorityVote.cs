using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Consensus;

/// <summary>The label that most readers gave.</summary>
public static class MajorityVote
{
    /// <param name="masks">Labels on one grid, one map a reader.</param>
    /// <param name="labels">Label values, background (0) first.</param>
    /// <param name="ties">What a tie becomes.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <remarks><see cref="TieRule.Midway"/> is the averaging of distance maps of Rohlfing and Maurer (IEEE TIP 16, 2007), at tied voxels only.</remarks>
    public static Volume<byte> Of(IReadOnlyList<Volume<byte>> masks, IReadOnlyList<byte> labels, TieRule ties = TieRule.Background, int threads = 0)
    {
        var patterns = VotePatterns.Of(masks, labels);
        var winners = patterns.Patterns.Select(pattern => Winners(pattern.Counts(labels.Count))).ToArray();
        var decided = patterns.Paint([.. winners.Select(tied => labels[Decide(tied, ties)])], (byte)0);
        if (ties == TieRule.Midway && winners.Any(tied => tied.Length > 1))
            SettleMidway(decided, patterns.Paint([.. winners.Select((tied, i) => tied.Length > 1 ? i : -1)], -1), winners, masks, labels, threads);
        return decided;
    }

    private static int[] Winners(int[] counts)
    {
        var most = counts.Max();
        return [.. Enumerable.Range(0, counts.Length).Where(label => counts[label] == most)];
    }

    private static int Decide(int[] tied, TieRule ties) => tied.Length == 1 ? tied[0] : ties == TieRule.Foreground ? tied.First(label => label > 0) : 0;

    private static void SettleMidway(Volume<byte> decided, Volume<int> tie, int[][] winners, IReadOnlyList<Volume<byte>> masks, IReadOnlyList<byte> labels, int threads)
    {
        // one voxel of margin holds the background nearest to any voxel of a mask
        var box = UnionBox.Of(masks, new(1, 1, 1))!.Value;
        var distances = labels.Select(label => SummedDistances(masks, label, box, threads)).ToArray();
        for (var i = 0; i < distances[0].Array.Length; i++)
        {
            var (x, y, z) = (box.First.X + i % box.Size.X, box.First.Y + i / box.Size.X % box.Size.Y, box.First.Z + i / box.Size.X / box.Size.Y);
            if (tie[x, y, z] < 0)
                continue;
            var best = winners[tie[x, y, z]][0];
            foreach (var label in winners[tie[x, y, z]])
            {
                if (distances[label].Array[i] < distances[best].Array[i])
                    best = label;
            }
            decided[x, y, z] = labels[best];
        }
    }

    private static Volume<double> SummedDistances(IReadOnlyList<Volume<byte>> masks, byte label, (Size3 First, Size3 Size) box, int threads)
    {
        Volume<double>? sum = null;
        foreach (var mask in masks)
        {
            var distance = DistanceTransform.Signed(Crop.To(mask, box.First, box.Size).Map(value => (byte)(value == label ? 1 : 0)), threads);
            sum ??= new(distance.Geometry);
            for (var i = 0; i < sum.Array.Length; i++)
                sum.Array[i] += distance.Array[i];
        }
        return sum!;
    }
}
