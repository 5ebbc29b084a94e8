namespace Seno.Imaging.Tests.Formats.Raster;

/// <summary>A page of a TIFF file as a test writes it by hand.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">As stored, uncompressed.</param>
internal sealed record TinyPage(int Width, int Height, byte[] Pixels)
{
    public int Bits { get; init; } = 8;

    public int Samples { get; init; } = 1;

    public int Photometric { get; init; } = 1;

    public string? Description { get; init; }

    /// <value>Pixels per unit, as a ratio.</value>
    public (uint Pixels, uint Units)? Resolution { get; init; }

    /// <value>Further tags of whole numbers of 16 bits.</value>
    public (int Tag, int[] Values)[] More { get; init; } = [];
}
