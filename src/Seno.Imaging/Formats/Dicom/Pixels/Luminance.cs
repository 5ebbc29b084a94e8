namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>Colour as one intensity.</summary>
internal static class Luminance
{
    /// <returns>ITU-R BT.601, as in <see cref="RasterFile"/>; grey is exactly itself.</returns>
    public static float Of(float red, float green, float blue) => red == green && green == blue ? red : 0.299f * red + 0.587f * green + 0.114f * blue;
}
