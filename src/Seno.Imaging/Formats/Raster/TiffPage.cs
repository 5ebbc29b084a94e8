namespace Seno.Imaging.Formats.Raster;

/// <summary>What one directory of a TIFF file says (TIFF 6.0, section 8, and its supplements).</summary>
internal sealed record TiffPage
{
    public const int MinIsWhite = 0;
    public const int MinIsBlack = 1;
    public const int Rgb = 2;
    public const int Palette = 3;
    public const int Separated = 5;
    public const int YCbCr = 6;

    public int Width { get; init; }

    public int Height { get; init; }

    public int Bits { get; init; } = 1;

    public int Samples { get; init; } = 1;

    public int Photometric { get; init; } = MinIsBlack;

    /// <value>1 unsigned, 2 signed, 3 floating point, 5 and 6 complex.</value>
    public int SampleFormat { get; init; } = 1;

    /// <value>Of each sample beyond the colour's: 0 unspecified, 1 associated (premultiplied) alpha, 2 alpha.</value>
    public IReadOnlyList<int> ExtraSamples { get; init; } = [];

    /// <value>Each sample in a plane of its own.</value>
    public bool Planar { get; init; }

    /// <value>A smaller copy of another page, or its mask.</value>
    public bool Derived { get; init; }

    /// <value>EXIF's numbers: 1 upright to 8.</value>
    public int Orientation { get; init; } = 1;

    /// <value>1 is none.</value>
    public int Compression { get; init; } = 1;

    /// <value>Where in the file the entries stand that say where the strips are, and how long; 0 where there are none.</value>
    public (long Offsets, long Lengths) StripsAt { get; init; }

    /// <value>1 is CMYK.</value>
    public int InkSet { get; init; } = 1;

    public string Description { get; init; } = "";

    /// <value>Units per pixel; 0 where not stated.</value>
    public (double X, double Y) PixelSize { get; init; }

    /// <value>Where in the file <see cref="Photometric"/> stands; 0 where it does not.</value>
    public long PhotometricAt { get; init; }

    /// <returns>Whether two pages can be slices of one volume.</returns>
    public bool Matches(TiffPage other) =>
        (Width, Height, Bits, Samples, Photometric, SampleFormat, Planar, Orientation)
        == (other.Width, other.Height, other.Bits, other.Samples, other.Photometric, other.SampleFormat, other.Planar, other.Orientation);
}
