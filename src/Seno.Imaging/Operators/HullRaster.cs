using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Writes what lies between triangles, along the lines of voxels that run along one axis.</summary>
/// <param name="axis">Of the lines.</param>
/// <param name="scale">What the triangles' coordinates are per voxel.</param>
internal sealed class HullRaster(Volume<byte> result, int axis, int scale)
{
    private readonly int u = (axis + 1) % 3;
    private readonly int v = (axis + 2) % 3;
    private readonly Size3 size = result.Size;
    private readonly int[] low = Filled(result.Size, axis, int.MinValue);
    private readonly int[] high = Filled(result.Size, axis, int.MaxValue);

    /// <summary>A closed surface, counter-clockwise seen from outside.</summary>
    public void FillBetween(IEnumerable<(LatticePoint A, LatticePoint B, LatticePoint C)> triangles)
    {
        foreach (var (a, b, c) in triangles)
        {
            var normal = LatticePoint.Normal(a, b, c);
            if (normal[axis] != 0)
                Bound(a, b, c, normal, above: normal[axis] > 0, below: normal[axis] < 0);
        }
        Write();
    }

    /// <summary>Triangles in one plane that the axis is not parallel to.</summary>
    public void FillFlat(IEnumerable<(LatticePoint A, LatticePoint B, LatticePoint C)> triangles)
    {
        foreach (var (a, b, c) in triangles)
            Bound(a, b, c, LatticePoint.Normal(a, b, c), above: true, below: true);
        Write();
    }

    private static int[] Filled(Size3 size, int axis, int value)
    {
        var all = new int[checked(size[(axis + 1) % 3] * size[(axis + 2) % 3])];
        Array.Fill(all, value);
        return all;
    }

    /// <summary>Ends every line that passes through the triangle, its sides included, where it does.</summary>
    [MethodImpl(Hot.Loop)]
    private void Bound(LatticePoint a, LatticePoint b, LatticePoint c, LatticePoint normal, bool above, bool below)
    {
        var height = normal.Dot(a);
        var first = Ceiling(Math.Min(a[v], Math.Min(b[v], c[v])), scale);
        var last = Floor(Math.Max(a[v], Math.Max(b[v], c[v])), scale);
        for (var line = first; line <= last; line++)
        {
            var (from, to) = (long.MaxValue, long.MinValue);
            Cut(a, b, line, ref from, ref to);
            Cut(b, c, line, ref from, ref to);
            Cut(c, a, line, ref from, ref to);
            for (var i = from; i <= to; i++)
            {
                var rest = height - scale * (normal[u] * i + normal[v] * line);
                var at = i + size[u] * line;
                if (above)
                    high[at] = (int)Math.Min(high[at], Floor(rest, normal[axis] * scale));
                if (below)
                    low[at] = (int)Math.Max(low[at], Ceiling(rest, normal[axis] * scale));
            }
        }
    }

    /// <summary>Widens a range of voxels along u by what an edge of the triangle has on a line.</summary>
    private void Cut(LatticePoint a, LatticePoint b, long line, ref long from, ref long to)
    {
        if (a[v] > b[v])
            (a, b) = (b, a);
        var place = line * scale;
        if (place < a[v] || place > b[v])
            return;
        if (a[v] == b[v])
        {
            Widen(a[u], scale, ref from, ref to);
            Widen(b[u], scale, ref from, ref to);
        }
        else
            Widen(a[u] * (b[v] - a[v]) + (place - a[v]) * (b[u] - a[u]), (b[v] - a[v]) * scale, ref from, ref to);
    }

    private static void Widen(long number, long divisor, ref long from, ref long to) =>
        (from, to) = (Math.Min(from, Ceiling(number, divisor)), Math.Max(to, Floor(number, divisor)));

    private static long Floor(long number, long divisor)
    {
        var (quotient, rest) = Math.DivRem(number, divisor);
        return rest != 0 && rest < 0 != divisor < 0 ? quotient - 1 : quotient;
    }

    private static long Ceiling(long number, long divisor) => -Floor(-number, divisor);

    [MethodImpl(Hot.Loop)]
    private void Write()
    {
        int[] strides = [1, size.X, size.X * size.Y];
        for (var line = 0; line < low.Length; line++)
        {
            if (low[line] == int.MinValue || high[line] == int.MaxValue)
                continue;
            var start = line % size[u] * strides[u] + line / size[u] * strides[v];
            for (var i = low[line]; i <= high[line]; i++)
                result.Array[start + i * strides[axis]] = 1;
        }
    }
}
