using Seno.Evaluation.Overlap;
using Seno.Imaging;

namespace Seno.Evaluation.Consensus;

/// <summary>Selective and iterative method for performance level estimation (Langerak et al., IEEE TMI 29, 2010), our reading.</summary>
/// <remarks>
/// The consensus starts as a majority vote. In turn, every remaining reader's DSC with the consensus is his weight, readers far below
/// the mean are discarded for good, and the others vote anew by weight, until nobody goes and no voxel changes.
/// </remarks>
public static class Simple
{
    /// <param name="masks">Labels on one grid, one map a reader.</param>
    /// <param name="labels">Label values, background (0) first.</param>
    /// <param name="options">Default one standard deviation.</param>
    public static SimpleResult Of(IReadOnlyList<Volume<byte>> masks, IReadOnlyList<byte> labels, SimpleOptions? options = null)
    {
        options ??= new();
        var patterns = VotePatterns.Of(masks, labels);
        var kept = Enumerable.Repeat(true, masks.Count).ToArray();
        var decided = Vote(patterns, [.. kept.Select(_ => 1.0)]);
        for (var iteration = 1; ; iteration++)
        {
            var performance = Enumerable.Range(0, masks.Count).Select(reader => Performance(patterns, decided, reader)).ToArray();
            var discarded = Discard(performance, kept, options.Deviations);
            var next = Vote(patterns, [.. performance.Select((weight, reader) => kept[reader] ? weight : 0)]);
            var settled = !discarded && next.SequenceEqual(decided);
            decided = next;
            if (settled || iteration == options.Iterations)
                return new(patterns.Paint([.. decided.Select(label => labels[label])], (byte)0), performance, kept, iteration);
        }
    }

    /// <summary>Below the mean of those kept by more than so many of their standard deviations. Of two readers neither can go.</summary>
    private static bool Discard(double[] performance, bool[] kept, double deviations)
    {
        var remaining = performance.Where((_, reader) => kept[reader]).ToArray();
        var mean = remaining.Average();
        var deviation = remaining.Length < 2 ? 0 : Math.Sqrt(remaining.Sum(value => (value - mean) * (value - mean)) / (remaining.Length - 1));
        var any = false;
        for (var reader = 0; reader < kept.Length; reader++)
        {
            if (remaining.Length > 2 && kept[reader] && performance[reader] < mean - deviations * deviation - 1e-12)
                (kept[reader], any) = (false, true);
        }
        return any;
    }

    /// <summary>By pattern, the label of most weight; of equals the lowest, so that a tie is background.</summary>
    private static int[] Vote(VotePatterns patterns, double[] weights) => [.. patterns.Patterns.Select(pattern =>
    {
        var votes = new double[patterns.Labels.Count];
        for (var reader = 0; reader < weights.Length; reader++)
            votes[pattern.Votes[reader]] += weights[reader];
        return Array.IndexOf(votes, votes.Max());
    })];

    private static double Performance(VotePatterns patterns, int[] decided, int reader)
    {
        var labels = patterns.Labels.Count;
        var (both, drawn, agreed) = (new long[labels], new long[labels], new long[labels]);
        for (var i = 0; i < decided.Length; i++)
        {
            var (vote, voxels) = (patterns.Patterns[i].Votes[reader], patterns.Patterns[i].Voxels);
            drawn[vote] += voxels;
            agreed[decided[i]] += voxels;
            if (vote == decided[i])
                both[vote] += voxels;
        }
        var present = Enumerable.Range(1, labels - 1).Where(label => drawn[label] + agreed[label] > 0).ToArray();
        return present.Length == 0 ? 1 : present.Average(label => Dice.Of(new ConfusionCounts(both[label], drawn[label] - both[label], agreed[label] - both[label], 0)));
    }
}
