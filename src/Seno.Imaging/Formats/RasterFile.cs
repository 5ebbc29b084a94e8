using System.Globalization;
using NetVips;
using Seno.Core;
using Seno.Imaging.Formats.Raster;

namespace Seno.Imaging.Formats;

/// <summary>PNG and JPEG pictures, and TIFF pictures and stacks, decoded by libvips. Spacing is unknown but where ImageJ or OME-XML state
/// it.</summary>
public static class RasterFile
{
    /// <value>The library that reads and writes them, and its version.</value>
    public static string LibraryVersion =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}");

    /// <summary>Reads a picture as intensities; colour becomes luminance (ITU-R BT.601), with a warning; alpha is ignored.</summary>
    /// <exception cref="DataException">The file is truncated, not a picture, or holds several volumes.</exception>
    public static Volume<float> Read(string path, Action<string>? warn = null) => ImageFile.Only(
        path,
        ReadContent(path, ImageReadOptions.Default, warn));

    public static void Write(string path, Volume<float> image) => ImageFile.Write(path, image);

    public static void Write(string path, Volume<byte> labels) => ImageFile.Write(path, labels);

    /// <summary>Runs libvips for a picture that is drawn, so that a failure is one sentence about its file.</summary>
    /// <exception cref="DataException">libvips cannot draw it.</exception>
    public static byte[] Drawn(string path, Func<byte[]> draw) => Vips.Encode(path, draw);

    /// <summary>As <see cref="Read"/>, or what <paramref name="options"/> ask for.</summary>
    internal static ImageContent ReadContent(string path, ImageReadOptions options, Action<string>? warn) =>
        ReadGuard.Run(path, () => Vips.Decode(path, () =>
    {
        var indices = options.Labels || options.Component == PixelChannels.Index;
        var picture = Picture.Open(path, indices, warn);
        var read = options.Component == PixelChannels.Index && picture.Channels.Indices ? options with { Component = null } : options;
        var content = new PictureReader(picture, read).Read(warn);
        return read == options ? content : content with { Components = [PixelChannels.Index] };
    }));

    /// <summary>PNG and JPEG take 8 bit, PNG 16 bit too.</summary>
    internal static void Write(string path, ImageToWrite image)
    {
        var (labels, intensities) = image.Single;
        if (image.Size.Z != 1 || image.Count != 1)
            image.AsPicture(path, "a PNG or JPEG file");
        if (labels is not null)
            Save(path, labels.Array, image.Size, Enums.BandFormat.Uchar);
        else if (image.Clip)
            Save(path, intensities!.Map(static value => (byte)Math.Clamp(value + 0.5f, 0, 255)).Array, image.Size, Enums.BandFormat.Uchar);
        else
            SaveWhole(path, image.AsPicture(path, "PNG"));
    }

    private static void SaveWhole(string path, ImageToWrite image)
    {
        var intensities = image.Single.Intensities!;
        if (image.VoxelType == VoxelType.UInt8)
            Save(path, intensities.Map(value => (byte)value).Array, image.Size, Enums.BandFormat.Uchar);
        else if (IsPng(path))
            Save(path, intensities.Map(value => (ushort)value).Array, image.Size, Enums.BandFormat.Ushort);
        else
            throw new DataException(path, "cannot hold values beyond 255", "Write it as .png or .tif");
    }

    private static bool IsPng(string path) => path.EndsWith("png", StringComparison.OrdinalIgnoreCase);

    private static void Save<T>(string path, T[] pixels, Size3 size, Enums.BandFormat format)
        where T : unmanaged
    {
        var bytes = Vips.Encode(path, () =>
        {
            using var image = Image.NewFromMemory(pixels, size.X, size.Y, 1, format);
            // without being told, libvips saves 16-bit numbers as 8-bit ones
            using var typed = image.Copy(interpretation: format == Enums.BandFormat.Ushort ? Enums.Interpretation.Grey16 : null);
            return IsPng(path) ? typed.PngsaveBuffer() : typed.JpegsaveBuffer();
        });
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }
}
