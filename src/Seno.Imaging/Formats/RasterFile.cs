using NetVips;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>PNG, JPEG and TIFF, 8 and 16 bit, through libvips. Spacing is unknown.</summary>
public static class RasterFile
{
    /// <summary>Bytes of float pixels per byte of file beyond which nothing is decoded: an empty 1-bit mask in PNG reaches 1032 · 8 · 4 = 33024.</summary>
    private const long LargestExpansion = 1 << 16;

    private const long LargestPicture = 4L << 30;

    /// <value>The library that reads and writes them, and its version.</value>
    public static string LibraryVersion => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}, NIfTI-1");

    static RasterFile()
    {
        // each picture is read once: libvips' cache of operations would only hold memory, and callers run in parallel themselves
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        // what libvips would print on standard error reaches the caller as an exception
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
    }

    /// <summary>Reads a picture as intensities; colour becomes luminance (ITU-R BT.601), with a warning; alpha is ignored.</summary>
    /// <exception cref="DataException">The file is truncated or not a picture.</exception>
    public static Volume<float> Read(string path, Action<string>? warn = null)
    {
        try
        {
            using var image = Image.NewFromFile(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
            RequireRoom(image, path);
            using var floats = image.Cast(Enums.BandFormat.Float);
            var bands = image.Bands;
            var raw = floats.WriteToMemory<float>();
            var geometry = new Geometry(new(image.Width, image.Height, 1));
            return new(geometry, bands == 1 ? raw : Luminance(raw, bands, path, warn));
        }
        catch (VipsException failure)
        {
            throw new DataException(path, $"cannot be decoded ({failure.Message.ReplaceLineEndings(" ").Trim()})", "The file is truncated or damaged: export or copy it again", failure);
        }
    }

    public static void Write(string path, Volume<float> image) => Save(path, image.Array, image.Size, clip: !path.EndsWith("tif", StringComparison.OrdinalIgnoreCase) && !path.EndsWith("tiff", StringComparison.OrdinalIgnoreCase));

    public static void Write(string path, Volume<byte> labels) => Save(path, labels.Array, labels.Size, clip: false);

    private static void RequireRoom(Image image, string path)
    {
        var floats = (long)image.Width * image.Height * image.Bands * sizeof(float);
        if (floats > Math.Min(LargestPicture, new FileInfo(path).Length * LargestExpansion))
            throw new DataException(path, $"claims {image.Width}×{image.Height} pixels, more than a file of its length can hold", "The file is damaged: export or copy it again");
    }

    private static void Save<T>(string path, T[] pixels, Size3 size, bool clip)
        where T : unmanaged
    {
        if (size.Z != 1)
            throw new DataException(path, $"cannot hold a volume of {size}", "Write volumes as .nii.gz");
        using var image = Image.NewFromMemory(pixels, size.X, size.Y, 1, typeof(T) == typeof(byte) ? Enums.BandFormat.Uchar : Enums.BandFormat.Float);
        using var typed = clip ? (image + 0.5).Cast(Enums.BandFormat.Uchar) : image.Copy();
        try
        {
            AtomicFile.WriteByName(path, name => typed.WriteToFile(name));
        }
        catch (VipsException failure)
        {
            throw new DataException(path, $"cannot be written ({failure.Message.ReplaceLineEndings(" ").Trim()})", "Check that the folder is writable and the disk has room", failure);
        }
    }

    private static float[] Luminance(float[] raw, int bands, string path, Action<string>? warn)
    {
        var pixels = new float[raw.Length / bands];
        var coloured = false;
        for (var i = 0; i < pixels.Length; i++)
        {
            var red = raw[i * bands];
            if (bands < 3)
            {
                pixels[i] = red;
                continue;
            }
            var green = raw[i * bands + 1];
            var blue = raw[i * bands + 2];
            var grey = red == green && green == blue;
            coloured |= !grey;
            pixels[i] = grey ? red : 0.299f * red + 0.587f * green + 0.114f * blue;
        }
        if (coloured)
            warn?.Invoke($"{path}: colour picture, read as luminance");
        return pixels;
    }
}
