namespace Seno.Imaging.Operators;

/// <summary>
/// The pixels whose centres one polygon covers, by the even-odd rule of <see cref="PolygonRaster"/>, cut to the polygon's own box.
/// </summary>
public sealed class FilledPolygon
{
    private readonly byte[] pixels;

    private FilledPolygon(int left, int top, int width, int height, byte[] pixels)
    {
        (Left, Top, Width, Height) = (left, top, width, height);
        this.pixels = pixels;
        Count = pixels.Sum(pixel => (long)pixel);
    }

    /// <value>The box's first column.</value>
    public int Left { get; }

    /// <value>The box's first row.</value>
    public int Top { get; }

    /// <value>Columns of the box; 0 where the polygon lies outside the plane.</value>
    public int Width { get; }

    /// <value>Rows of the box.</value>
    public int Height { get; }

    /// <value>Pixels covered.</value>
    public long Count { get; }

    /// <param name="width">Pixels of the plane along x.</param>
    /// <param name="height">Pixels along y.</param>
    /// <param name="polygon">Corners in pixels, (0, 0) the centre of the first. Parts outside the plane are cut off.</param>
    public static FilledPolygon Of(int width, int height, ReadOnlySpan<(double X, double Y)> polygon)
    {
        var (left, top, right, bottom) = (width, height, -1, -1);
        foreach (var (x, y) in polygon)
        {
            left = Math.Min(left, (int)Math.Clamp(Math.Floor(x), 0, width));
            right = Math.Max(right, (int)Math.Clamp(Math.Ceiling(x), -1, width - 1));
            top = Math.Min(top, (int)Math.Clamp(Math.Floor(y), 0, height));
            bottom = Math.Max(bottom, (int)Math.Clamp(Math.Ceiling(y), -1, height - 1));
        }
        if (right < left || bottom < top)
            return new(0, 0, 0, 0, []);
        var (columns, rows) = (right - left + 1, bottom - top + 1);
        var pixels = new byte[columns * rows];
        PolygonRaster.Toggle(pixels, columns, rows, polygon, left, top);
        return new(left, top, columns, rows, pixels);
    }

    /// <returns>Pixels that both cover.</returns>
    public long Shared(FilledPolygon other)
    {
        var (left, right) = (Math.Max(Left, other.Left), Math.Min(Left + Width, other.Left + other.Width));
        var (top, bottom) = (Math.Max(Top, other.Top), Math.Min(Top + Height, other.Top + other.Height));
        var shared = 0L;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
                shared += pixels[(y - Top) * Width + x - Left] & other.pixels[(y - other.Top) * other.Width + x - other.Left];
        }
        return shared;
    }

    /// <returns>These pixels without those of others, in the same box.</returns>
    public FilledPolygon Without(IEnumerable<FilledPolygon> others)
    {
        var left = pixels.ToArray();
        foreach (var other in others)
            other.ForEach((x, y) =>
            {
                if (x >= Left && y >= Top && x < Left + Width && y < Top + Height)
                    left[(y - Top) * Width + x - Left] = 0;
            });
        return new(Left, Top, Width, Height, left);
    }

    /// <summary>Visits the pixels covered, row by row.</summary>
    public void ForEach(Action<int, int> visit)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] != 0)
                visit(Left + i % Width, Top + i / Width);
        }
    }
}
