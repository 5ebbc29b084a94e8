namespace Seno.Imaging.Operators;

/// <summary>Fills polygons: a pixel is inside where its centre is, by the even-odd rule.</summary>
/// <remarks>
/// Every edge flips the parity of the pixels to the right of where it crosses a row of centres; a sweep along each row then adds the flips up.
/// Rows take an edge's upper end and not its lower, and a centre exactly on an edge belongs to the right of it, so that polygons that share an
/// edge neither overlap nor leave a gap. Several polygons on one plane combine by exclusive or: one inside another is a hole.
/// </remarks>
public static class PolygonRaster
{
    /// <param name="plane">width × height, x fastest; 1 for 0 and 0 for 1 wherever the polygon covers a centre.</param>
    /// <param name="width">Pixels along x.</param>
    /// <param name="height">Pixels along y.</param>
    /// <param name="polygon">Corners in pixels, (0, 0) the centre of the first; the last is joined to the first. Parts outside the plane are cut off.</param>
    /// <exception cref="ArgumentException">The plane has another size.</exception>
    public static void Toggle(Span<byte> plane, int width, int height, ReadOnlySpan<(double X, double Y)> polygon) =>
        Toggle(plane, width, height, polygon, 0, 0);

    /// <summary>
    /// As <see cref="Toggle(Span{byte}, int, int, ReadOnlySpan{ValueTuple{double, double}})"/>, in a box whose first pixel is (<paramref
    /// name="left"/>, <paramref name="top"/>): the same pixels as in the whole plane.
    /// </summary>
    internal static void Toggle(Span<byte> plane, int width, int height, ReadOnlySpan<(double X, double Y)> polygon, int left, int top)
    {
        if (plane.Length != width * height)
            throw new ArgumentException($"{plane.Length} pixels given for {width}×{height}", nameof(plane));
        var flips = new byte[plane.Length];
        for (var i = 0; i < polygon.Length; i++)
            Flip(flips, width, height, polygon[i], polygon[(i + 1) % polygon.Length], left, top);
        for (var row = 0; row < height; row++)
        {
            byte inside = 0;
            for (var at = row * width; at < (row + 1) * width; at++)
            {
                inside ^= flips[at];
                plane[at] ^= inside;
            }
        }
    }

    private static void Flip(byte[] flips, int width, int height, (double X, double Y) a, (double X, double Y) b, int left, int top)
    {
        if (a.Y > b.Y)
            (a, b) = (b, a);
        var first = (int)Math.Clamp(Math.Ceiling(a.Y) - top, 0, height);
        var end = (int)Math.Clamp(Math.Ceiling(b.Y) - top, 0, height);
        for (var row = first; row < end; row++)
        {
            var crossing = a.X + (row + top - a.Y) / (b.Y - a.Y) * (b.X - a.X);
            var column = Math.Ceiling(crossing) - left;
            if (column < width)
                flips[row * width + (int)Math.Max(0, column)] ^= 1;
        }
    }
}
