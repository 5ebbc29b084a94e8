using NetVips;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>What libvips says of a picture's header.</summary>
/// <param name="Width">Pixels a row, as stored.</param>
/// <param name="Height">Rows of a page, as stored.</param>
/// <param name="Bands">Samples a pixel.</param>
/// <param name="Type">Of a sample.</param>
/// <param name="Orientation">EXIF's.</param>
/// <param name="Inks">Whether the samples are cyan, magenta, yellow and black.</param>
internal sealed record PictureShape(int Width, int Height, int Bands, VoxelType Type, int Orientation, bool Inks)
{
    /// <param name="image">Disposed of.</param>
    public static PictureShape Of(Image image)
    {
        using (image)
        {
            var orientation = image.Contains("orientation") && image.Get("orientation") is int stated and >= 1 and <= 8 ? stated : 1;
            return new(
                image.Width,
                image.Height,
                image.Bands,
                TypeOf(image.Format),
                orientation,
                image.Interpretation == Enums.Interpretation.Cmyk);
        }
    }

    private static VoxelType TypeOf(Enums.BandFormat format) => format switch
    {
        Enums.BandFormat.Uchar => VoxelType.UInt8,
        Enums.BandFormat.Char => VoxelType.Int8,
        Enums.BandFormat.Ushort => VoxelType.UInt16,
        Enums.BandFormat.Short => VoxelType.Int16,
        Enums.BandFormat.Uint => VoxelType.UInt32,
        Enums.BandFormat.Int => VoxelType.Int32,
        Enums.BandFormat.Double => VoxelType.Float64,
        _ => VoxelType.Float32,
    };
}
