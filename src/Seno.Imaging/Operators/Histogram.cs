using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>How many voxels lie in each of equally wide bins; a bin holds its lower edge, and the last one its upper edge too.</summary>
/// <remarks>Agrees with numpy.histogram. What is not finite is not counted.</remarks>
public sealed class Histogram
{
    private readonly float[] edges;
    private readonly long[] counts;

    private Histogram(float low, float high, int bins)
    {
        edges = [.. Enumerable.Range(0, bins + 1).Select(i => i == bins ? high : (float)(low + i * (((double)high - low) / bins)))];
        counts = new long[bins];
    }

    public IReadOnlyList<long> Counts => counts;

    /// <value>In the image's unit; one more than there are bins.</value>
    public IReadOnlyList<float> Edges => edges;

    /// <value>The middle of each bin, in the image's unit.</value>
    public IReadOnlyList<float> Centres => [.. counts.Select((_, i) => (edges[i] + edges[i + 1]) / 2)];

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="bins">How many, at least 1.</param>
    /// <param name="range">Lowest and highest value counted; default: the image's own. Equal ones are moved apart by one half each, as in NumPy.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">No voxel is finite, and no range is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No bin, or a range that is not finite or falls.</exception>
    public static Histogram Of(Volume<float> image, int bins = 256, (float Low, float High)? range = null, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var (low, high) = range ?? ValueRange.Of(image, threads) ?? throw new ArgumentException("no voxel has a finite value", nameof(image));
        if (!(low <= high && float.IsFinite(low) && float.IsFinite(high)))
            throw new ArgumentOutOfRangeException(nameof(range), "must be finite and not fall");
        var histogram = low < high ? new Histogram(low, high, bins) : new Histogram(low - 0.5f, high + 0.5f, bins);
        histogram.Count(image.Array, threads);
        return histogram;
    }

    private void Count(float[] values, int threads) => Pieces.ForRanges(values.Length, 1 << 18, threads, (start, end) =>
    {
        var own = Counted(values.AsSpan(start, end - start));
        lock (counts)
        {
            for (var bin = 0; bin < counts.Length; bin++)
                counts[bin] += own[bin] + own[counts.Length + bin];
        }
    });

    /// <returns>Two histograms, one behind the other: neighbouring voxels are often equal, and would wait for one another's count.</returns>
    [MethodImpl(Hot.Loop)]
    private int[] Counted(ReadOnlySpan<float> values)
    {
        var own = new int[2 * counts.Length];
        Span<int> bins = stackalloc int[LineBundle.Lines];
        var whole = counts.Length > 4096 ? 0 : values.Length & ~(LineBundle.Lines - 1);
        for (var i = 0; i < whole; i += LineBundle.Lines)
        {
            if (!Bins(values[i..], bins))
                Count(values.Slice(i, LineBundle.Lines), own);
            else
            {
                for (var lane = 0; lane < LineBundle.Lines; lane += 2)
                {
                    own[bins[lane]]++;
                    own[counts.Length + bins[lane + 1]]++;
                }
            }
        }
        Count(values[whole..], own);
        return own;
    }

    private void Count(ReadOnlySpan<float> values, int[] own)
    {
        foreach (var value in values)
        {
            if (value >= edges[0] && value <= edges[^1])
                own[Bin(value)]++;
        }
    }

    /// <returns>Whether all sixteen lie inside and none so near an edge that rounding could matter.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Bins(ReadOnlySpan<float> values, Span<int> bins)
    {
        // The place is in error by two roundings, each of at most 2⁻²⁴ of it.
        var doubt = counts.Length * 2.5e-7f;
        var place = (LineBundle.Load(values) - Vector512.Create(edges[0])) * (counts.Length / (edges[^1] - edges[0]));
        var whole = Vector512.Floor(place);
        var fraction = place - whole;
        var clear = Vector512.GreaterThan(fraction, Vector512.Create(doubt)) & Vector512.LessThan(fraction, Vector512.Create(1 - doubt))
            & Vector512.GreaterThan(place, Vector512<float>.Zero) & Vector512.LessThan(place, Vector512.Create((float)counts.Length));
        Vector512.ConvertToInt32Native(whole).CopyTo(bins);
        return Vector512.EqualsAll(clear.AsInt32(), Vector512<int>.AllBitsSet);
    }

    private int Bin(float value)
    {
        var bin = (int)Math.Clamp(((double)value - edges[0]) / ((double)edges[^1] - edges[0]) * counts.Length, 0, counts.Length - 1);
        if (value < edges[bin])
            return bin - 1;
        return bin + 1 < counts.Length && value >= edges[bin + 1] ? bin + 1 : bin;
    }
}
