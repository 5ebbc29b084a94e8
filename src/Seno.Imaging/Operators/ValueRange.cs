using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>The least and the greatest finite value of an image.</summary>
public static class ValueRange
{
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>Null where no value is finite.</returns>
    public static (float Low, float High)? Of(Volume<float> image, int threads = 0)
    {
        var (low, high, gate) = (float.PositiveInfinity, float.NegativeInfinity, new Lock());
        Pieces.ForRanges(image.Array.Length, 1 << 18, threads, (start, end) =>
        {
            var own = Of(image.Array.AsSpan(start, end - start));
            lock (gate)
                (low, high) = (Math.Min(low, own.Low), Math.Max(high, own.High));
        });
        return low <= high ? (low, high) : null;
    }

    [MethodImpl(Hot.Loop)]
    private static (float Low, float High) Of(ReadOnlySpan<float> values)
    {
        var (low, high) = (Vector512.Create(float.PositiveInfinity), Vector512.Create(float.NegativeInfinity));
        var whole = values.Length & ~(LineBundle.Lines - 1);
        for (var i = 0; i < whole; i += LineBundle.Lines)
        {
            var few = LineBundle.Load(values[i..]);
            var finite = Vector512.LessThan(Vector512.Abs(few), Vector512.Create(float.PositiveInfinity));
            low = Vector512.MinNative(low, Vector512.ConditionalSelect(finite, few, low));
            high = Vector512.MaxNative(high, Vector512.ConditionalSelect(finite, few, high));
        }
        var (least, greatest) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var lane = 0; lane < LineBundle.Lines; lane++)
            (least, greatest) = (Math.Min(least, low[lane]), Math.Max(greatest, high[lane]));
        foreach (var value in values[whole..])
        {
            if (float.IsFinite(value))
                (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value));
        }
        return (least, greatest);
    }
}
