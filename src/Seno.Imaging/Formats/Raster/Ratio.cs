namespace Seno.Imaging.Formats.Raster;

/// <summary>TIFF's only fractional numbers: two whole numbers of 32 bits.</summary>
internal static class Ratio
{
    /// <summary>The first convergent of the continued fraction that is the number to 15 digits, or the last that fits.</summary>
    /// <param name="number">Positive.</param>
    public static (uint Above, uint Below) Of(double number)
    {
        var (above, below, lastAbove, lastBelow) = (1.0, 0.0, 0.0, 1.0);
        for (var rest = number; ; rest = 1 / (rest - Math.Floor(rest)))
        {
            var whole = Math.Floor(rest);
            var (nextAbove, nextBelow) = (whole * above + lastAbove, whole * below + lastBelow);
            if (!(nextAbove <= uint.MaxValue && nextBelow <= uint.MaxValue))
                break;
            (lastAbove, lastBelow, above, below) = (above, below, nextAbove, nextBelow);
            if (Math.Abs(above / below - number) <= 1e-15 * number || rest == whole)
                break;
        }
        return below == 0 ? (uint.MaxValue, 1) : ((uint)Math.Max(1, above), (uint)below);
    }
}
