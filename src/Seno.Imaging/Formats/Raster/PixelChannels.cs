namespace Seno.Imaging.Formats.Raster;

/// <summary>What the samples of a pixel are, by the file's own word.</summary>
/// <param name="Count">Samples of a pixel.</param>
/// <param name="Set">Their names; null for one sample, and for samples that have none and are volumes of their own.</param>
internal sealed record PixelChannels(int Count, ComponentSet? Set)
{
    /// <summary>The name under which a palette's indices can be asked for.</summary>
    public const string Index = "index";

    public static PixelChannels OfIndices { get; } = new(1, null) { Indices = true };

    /// <value>Samples are colours that a palette gave.</value>
    public bool Palette { get; init; }

    /// <value>The sample is an index into a palette.</value>
    public bool Indices { get; init; }

    /// <param name="count">Samples.</param>
    /// <param name="cmyk">Whether four of them are inks.</param>
    /// <param name="largest">A sample's largest value, where no ink is left out.</param>
    public static PixelChannels Of(int count, bool cmyk, float largest) => new(count, (count, cmyk) switch
    {
        (4, true) => ComponentSet.Cmyk(largest, alpha: false),
        (5, true) => ComponentSet.Cmyk(largest, alpha: true),
        (2, _) => ComponentSet.GreyAlpha,
        (3, _) => ComponentSet.Rgb,
        (4, _) => ComponentSet.Rgba,
        _ => null,
    });

    /// <summary>By the photometric interpretation and the extra samples of a TIFF page. Colour that was stored multiplied by alpha comes
    /// divided by it from libvips.</summary>
    public static PixelChannels Of(TiffPage page, int bands, float largest) => page.Photometric switch
    {
        TiffPage.MinIsWhite or TiffPage.MinIsBlack => Alpha(page) && bands == 2 ? Of(2, false, largest) : new(bands, null),
        TiffPage.Rgb when bands > 4 => new(bands, null),
        TiffPage.Rgb => Of(bands, false, largest),
        TiffPage.Palette => Of(bands, false, largest) with { Palette = true },
        TiffPage.Separated when page.InkSet != 1 || bands is < 4 or > 5 => new(bands, null),
        TiffPage.Separated => Of(bands, true, largest),
        TiffPage.YCbCr => Of(bands, false, largest),
        _ => new(bands, null),
    };

    private static bool Alpha(TiffPage page) => page.ExtraSamples.FirstOrDefault() is 1 or 2;
}
