using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>The balls around all voxels of a mask, laid over one another: for small ones faster than the distance to the mask.</summary>
/// <remarks>The ball is taken apart into runs along x; each row widens voxel by voxel and is laid over the rows that want that width.</remarks>
internal sealed class BallUnion
{
    /// <summary>Row operations per plane beyond which the distance is no slower.</summary>
    private const int Worthwhile = 600;

    private readonly Volume<byte> mask;
    private readonly Size3 size;
    private readonly bool ofForeground;
    private readonly int margin;
    private readonly int stride;
    private readonly byte[] plane;
    private readonly byte[] row;
    private readonly byte[] widened;

    /// <summary>[dz + depth][width]: the steps along y at which the ball is that wide.</summary>
    private readonly int[][][] steps;

    private BallUnion(Volume<byte> mask, Ball ball, bool ofForeground)
    {
        (this.mask, this.ofForeground, size) = (mask, ofForeground, mask.Size);
        margin = ball.Reach(0, size);
        stride = (size.X + Vector512<byte>.Count - 1) / Vector512<byte>.Count * Vector512<byte>.Count;
        (plane, row, widened) = (new byte[checked(stride * size.Y)], new byte[stride + 2 * margin], new byte[stride]);
        steps = ball.StepsByWidth(size);
    }

    public static bool Pays(Ball ball, Size3 size) =>
        (2L * ball.Reach(2, size) + 1) * (2L * ball.Reach(0, size) + 2L * ball.Reach(1, size) + 3) <= Worthwhile;

    /// <param name="ofForeground">Else the balls around the background, and 1 is what they leave free.</param>
    public static Volume<byte> Of(Volume<byte> mask, Ball ball, bool ofForeground, int threads)
    {
        var result = Grid.Unwritten<byte>(mask.Geometry);
        var depth = ball.Reach(2, mask.Size);
        Pieces.ForEach(mask.Size.Z, threads, () => new BallUnion(mask, ball, ofForeground), (z, union) =>
        {
            union.plane.AsSpan().Clear();
            for (var from = Math.Max(0, z - depth); from <= Math.Min(mask.Size.Z - 1, z + depth); from++)
                union.Add(from, from - z);
            union.Write(result, z);
        });
        return result;
    }

    private void Add(int from, int step)
    {
        var widths = steps[step + steps.Length / 2];
        for (var y = 0; y < size.Y; y++)
        {
            if (!Read(from, y))
                continue;
            for (var width = 0; width < widths.Length; width++)
            {
                Widen(width);
                foreach (var dy in widths[width])
                {
                    if ((uint)(y - dy) < (uint)size.Y)
                        Lay(plane.AsSpan((y - dy) * stride, stride), widened);
                }
            }
        }
    }

    /// <returns>Whether the row holds anything.</returns>
    [MethodImpl(Hot.Loop)]
    private bool Read(int z, int y)
    {
        var source = mask.Array.AsSpan(size.X * (y + size.Y * z), size.X);
        if ((ofForeground ? source.IndexOfAnyExcept((byte)0) : source.IndexOf((byte)0)) < 0)
            return false;
        for (var x = 0; x < source.Length; x++)
            row[margin + x] = source[x] != 0 == ofForeground ? (byte)1 : (byte)0;
        return true;
    }

    private void Widen(int width)
    {
        if (width == 0)
            row.AsSpan(margin, stride).CopyTo(widened);
        else
        {
            Lay(widened, row.AsSpan(margin - width, stride));
            Lay(widened, row.AsSpan(margin + width, stride));
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void Lay(Span<byte> target, ReadOnlySpan<byte> values)
    {
        var all = MemoryMarshal.Cast<byte, Vector512<byte>>(target);
        var others = MemoryMarshal.Cast<byte, Vector512<byte>>(values);
        for (var i = 0; i < all.Length; i++)
            all[i] |= others[i];
    }

    [MethodImpl(Hot.Loop)]
    private void Write(Volume<byte> result, int z)
    {
        for (var y = 0; y < size.Y; y++)
        {
            var target = result.Array.AsSpan(size.X * (y + size.Y * z), size.X);
            plane.AsSpan(y * stride, size.X).CopyTo(target);
            for (var x = 0; !ofForeground && x < target.Length; x++)
                target[x] ^= 1;
        }
    }
}
