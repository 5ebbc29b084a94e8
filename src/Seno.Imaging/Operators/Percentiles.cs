using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Exact percentiles of an image's values.</summary>
/// <remarks>
/// Two counts and no sorting: of the values' upper sixteen bits, then of the lower sixteen in the bins that hold what is asked for.
/// Between two values linear, as numpy.percentile. NaNs are left out, infinities are not.
/// </remarks>
public static class Percentiles
{
    private const int Bins = 1 << 16;

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="percents">Each in 0..100.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>One value each, in the image's unit.</returns>
    /// <exception cref="ArgumentException">The image holds nothing but NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A percentage is NaN or outside 0..100.</exception>
    public static double[] Of(Volume<float> image, IReadOnlyList<double> percents, int threads = 0)
    {
        if (percents.Any(percent => percent is not (>= 0 and <= 100)))
            throw new ArgumentOutOfRangeException(nameof(percents), "must be in 0..100");
        var upper = Count(image.Array, new UpperHalf(), Bins, threads);
        var total = upper.Sum();
        if (total == 0)
            throw new ArgumentException("holds nothing but NaN", nameof(image));
        var ranks = percents.Select(percent => percent / 100 * (total - 1)).ToArray();
        var values = Values(image.Array, upper, [.. ranks.SelectMany(rank => new[] { (long)Math.Floor(rank), (long)Math.Ceiling(rank) }).Distinct()], threads);
        return [.. ranks.Select(rank => Between(values[(long)Math.Floor(rank)], values[(long)Math.Ceiling(rank)], rank - Math.Floor(rank)))];
    }

    private static double Between(double low, double high, double share) => low == high ? low : low + (high - low) * share;

    private static Dictionary<long, float> Values(float[] values, long[] upper, long[] ranks, int threads)
    {
        var places = ranks.Select(rank => Place(upper, rank)).ToArray();
        var bins = places.Select(place => place.Bin).Distinct().ToArray();
        var slots = new int[Bins];
        Array.Fill(slots, -1);
        for (var slot = 0; slot < bins.Length; slot++)
            slots[bins[slot]] = slot * Bins;
        var lower = Count(values, new LowerHalf(slots), bins.Length * Bins, threads);
        return ranks.Zip(places).ToDictionary(pair => pair.First, pair =>
        {
            var (bin, rank) = pair.Second;
            return Value((uint)bin << 16 | (uint)Place(lower.AsSpan(slots[bin], Bins), rank).Bin);
        });
    }

    /// <returns>The bin that holds the value of a rank, and that value's rank among the bin's.</returns>
    private static (int Bin, long Rank) Place(ReadOnlySpan<long> counts, long rank)
    {
        var bin = 0;
        for (; rank >= counts[bin]; bin++)
            rank -= counts[bin];
        return (bin, rank);
    }

    private static long[] Count<TBinning>(float[] values, TBinning binning, int bins, int threads)
        where TBinning : struct, IBinning
    {
        var total = new long[bins];
        Pieces.ForRanges(values.Length, 1 << 21, threads, (start, end) =>
        {
            var own = Counted(values.AsSpan(start, end - start), binning, bins);
            lock (total)
            {
                for (var i = 0; i < bins; i++)
                    total[i] += own[i];
            }
        });
        return total;
    }

    [MethodImpl(Hot.Loop)]
    private static int[] Counted<TBinning>(ReadOnlySpan<float> values, TBinning binning, int bins)
        where TBinning : struct, IBinning
    {
        var counts = new int[bins];
        foreach (var value in values)
        {
            if (!float.IsNaN(value) && binning.Bin(Key(value)) is >= 0 and var at)
                counts[at]++;
        }
        return counts;
    }

    /// <returns>A number that rises with the value.</returns>
    private static uint Key(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }

    private static float Value(uint key) =>
        BitConverter.UInt32BitsToSingle((key & 0x80000000) != 0 ? key & 0x7FFFFFFF : ~key);

    private interface IBinning
    {
        /// <returns>Negative where the key is not counted.</returns>
        int Bin(uint key);
    }

    private readonly struct UpperHalf : IBinning
    {
        public int Bin(uint key) => (int)(key >> 16);
    }

    /// <param name="slots">For each upper half, where the counts of its lower halves begin; negative where they are not wanted.</param>
    private readonly struct LowerHalf(int[] slots) : IBinning
    {
        public int Bin(uint key) => slots[key >> 16] is >= 0 and var slot ? slot + (int)(key & 0xFFFF) : -1;
    }
}
