using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>The middle value of a box around each voxel: removes specks and keeps edges.</summary>
/// <remarks>
/// Forgetful selection: of the values held the least and the greatest cannot be the median and make room for the next; sixteen voxels
/// at once by minimum and maximum alone. Agrees with scipy's median_filter, mirrored beyond the edge. A NaN counts as positive infinity.
/// </remarks>
public static class Median
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="radius">Voxels to either side along every axis longer than one voxel: 1 is the box of 3.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative radius.</exception>
    public static Volume<float> Of(Volume<float> image, int radius, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var size = image.Size;
        int Reach(int axis) => size[axis] == 1 ? 0 : radius;
        var reach = new Size3(Reach(0), Reach(1), Reach(2));
        var padded = Margin.Around(image, reach, Edge.Mirror, threads);
        var box = Box(reach, padded.Size);
        var result = Grid.Unwritten<float>(image.Geometry);
        Pieces.ForEach(checked(size.Y * size.Z), threads, () => new Vector512<float>[box.Length / 2 + 2], (row, held) =>
        {
            var corner = padded.Size.X * (row % size.Y + padded.Size.Y * (row / size.Y));
            Row(padded.Values.AsSpan(corner), box, result.Array.AsSpan(row * size.X, size.X), held);
        });
        return result;
    }

    /// <summary>Steps from the box's first voxel to each of its voxels.</summary>
    private static int[] Box(Size3 reach, Size3 padded) =>
    [
        .. from z in Enumerable.Range(0, 2 * reach.Z + 1)
           from y in Enumerable.Range(0, 2 * reach.Y + 1)
           from x in Enumerable.Range(0, 2 * reach.X + 1)
           select x + padded.X * (y + padded.Y * z),
    ];

    private static void Row(ReadOnlySpan<float> corner, int[] box, Span<float> row, Span<Vector512<float>> held)
    {
        for (var x = 0; x < row.Length; x += LineBundle.Lines)
            LineBundle.Store(Middle(corner[x..], box, held), row[x..]);
    }

    [MethodImpl(Hot.Loop)]
    private static Vector512<float> Middle(ReadOnlySpan<float> corner, int[] box, Span<Vector512<float>> held)
    {
        if (box.Length == 1)
            return Number(corner);
        for (var i = 0; i < held.Length; i++)
            held[i] = Number(corner[box[i]..]);
        for (var next = held.Length; next < box.Length; next++)
        {
            ExtremesToEnds(held);
            held = held[1..];
            held[^1] = Number(corner[box[next]..]);
        }
        ExtremesToEnds(held);
        return held[1];
    }

    private static Vector512<float> Number(ReadOnlySpan<float> values)
    {
        var loaded = LineBundle.Load(values);
        return Vector512.ConditionalSelect(Vector512.Equals(loaded, loaded), loaded, Vector512.Create(float.PositiveInfinity));
    }

    [MethodImpl(Hot.Loop)]
    private static void ExtremesToEnds(Span<Vector512<float>> values)
    {
        for (int i = 0, j = values.Length - 1; i < j; i++, j--)
            Order(ref values[i], ref values[j]);
        for (var i = 1; i <= (values.Length - 1) / 2; i++)
            Order(ref values[0], ref values[i]);
        for (var i = values.Length / 2; i < values.Length - 1; i++)
            Order(ref values[i], ref values[^1]);
    }

    private static void Order(ref Vector512<float> a, ref Vector512<float> b) =>
        (a, b) = (Vector512.MinNative(a, b), Vector512.MaxNative(a, b));
}
