namespace Seno.Imaging.Formats.Raster;

/// <summary>EXIF's and TIFF's orientation: how a stored picture is turned and mirrored to stand as every viewer shows it.</summary>
internal static class Upright
{
    /// <returns>Whether width and height change places.</returns>
    public static bool Swaps(int orientation) => orientation >= 5;

    /// <param name="pixels">As stored, row by row.</param>
    /// <param name="width">As stored.</param>
    /// <param name="height">As stored.</param>
    /// <param name="orientation">1 to 8; 6 is a quarter turn clockwise.</param>
    /// <param name="target">Receives the upright picture.</param>
    public static void Turn(ReadOnlySpan<float> pixels, int width, int height, int orientation, Span<float> target)
    {
        if (orientation == 1)
        {
            pixels.CopyTo(target);
            return;
        }
        var (right, bottom) = (width - 1, height - 1);
        var stride = Swaps(orientation) ? height : width;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (column, row) = orientation switch
                {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (bottom - y, x),
                    7 => (bottom - y, right - x),
                    _ => (y, right - x),
                };
                target[row * stride + column] = pixels[y * width + x];
            }
        }
    }
}
