using System.Runtime.CompilerServices;
using Seno.Evaluation.Overlap;
using Seno.Imaging;

namespace Seno.Evaluation;

/// <summary>How many voxels each label has in prediction, reference and both, and where: one pass over two label maps for all labels.</summary>
internal sealed class LabelCensus
{
    private readonly long voxels;
    private readonly long[] both = new long[256];
    private readonly long[] predicted = new long[256];
    private readonly long[] drawn = new long[256];
    private readonly Extent[] predictions = [.. Enumerable.Repeat(Extent.None, 256)];
    private readonly Extent[] references = [.. Enumerable.Repeat(Extent.None, 256)];

    /// <param name="prediction">Labels.</param>
    /// <param name="reference">Labels on the same grid.</param>
    /// <param name="leftOut">Not 0 where voxels do not count, both maps being 0 there; null where all do.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public LabelCensus(Volume<byte> prediction, Volume<byte> reference, Volume<byte>? leftOut)
    {
        var size = reference.Size;
        if (prediction.Size != size)
            throw new ArgumentException($"the prediction is {prediction.Size}, the reference {size}", nameof(prediction));
        voxels = size.Voxels - (leftOut is null ? 0 : leftOut.Array.Length - leftOut.Span.Count((byte)0));
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                var start = size.X * (y + size.Y * z);
                Count(prediction.Span.Slice(start, size.X), reference.Span.Slice(start, size.X), y, z);
            }
        }
    }

    public ConfusionCounts Counts(byte label)
    {
        var (hits, size, reference) = (both[label], predicted[label], drawn[label]);
        return new(hits, size - hits, reference - hits, voxels - size - reference + hits);
    }

    /// <summary>Of label ≠ 0, in either.</summary>
    public Extent Union(byte label) => predictions[label].With(references[label]);

    /// <summary>Of label ≠ 0, in the reference.</summary>
    public Extent Reference(byte label) => references[label];

    /// <summary>By runs of one pair of labels; long ones cost next to nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> reference, int y, int z)
    {
        for (var x = 0; x < prediction.Length;)
        {
            var (p, r) = (prediction[x], reference[x]);
            var end = x + Math.Min(Run(prediction[x..], p), Run(reference[x..], r));
            Add(p, r, x, end, y, z);
            x = end;
        }
    }

    private static int Run(ReadOnlySpan<byte> row, byte value)
    {
        var other = row.IndexOfAnyExcept(value);
        return other < 0 ? row.Length : other;
    }

    private void Add(byte p, byte r, int x, int end, int y, int z)
    {
        var length = end - x;
        predicted[p] += length;
        drawn[r] += length;
        if (p == r)
            both[p] += length;
        if (p != 0)
            predictions[p] = predictions[p].With(x, end - 1, y, z);
        if (r != 0)
            references[r] = references[r].With(x, end - 1, y, z);
    }
}
