using NetVips;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>PNG, JPEG and TIFF, 8 and 16 bit, through libvips. Spacing is unknown.</summary>
public static class RasterFile
{
    /// <summary>Bytes of float pixels per byte of file beyond which nothing is decoded: an empty 1-bit mask in PNG reaches 1032 · 8 · 4 = 33024.</summary>
    private const long LargestExpansion = 1 << 16;

    private const long LargestPicture = 4L << 30;

    /// <summary>Memory that may be taken on a header's word alone; beyond it the picture is first decoded once, line by line.</summary>
    private const long Unproven = 64L << 20;

    /// <value>The library that reads and writes them, and its version.</value>
    public static string LibraryVersion => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}");

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
    public static Volume<float> Read(string path, Action<string>? warn = null) => ReadContent(path, ImageReadOptions.Default, warn).Images.Volumes[0];

    public static void Write(string path, Volume<float> image) => ImageFile.Write(path, image);

    public static void Write(string path, Volume<byte> labels) => ImageFile.Write(path, labels);

    /// <summary>As <see cref="Read"/>, or the component that <paramref name="options"/> asks for.</summary>
    internal static ImageContent ReadContent(string path, ImageReadOptions options, Action<string>? warn)
    {
        try
        {
            RequireBacking(path);
            using var image = Open(path);
            using var floats = image.Cast(Enums.BandFormat.Float);
            var bands = image.Bands;
            var raw = floats.WriteToMemory<float>();
            var geometry = new Geometry(new(image.Width, image.Height, 1));
            var coloured = bands >= 3;
            var pixels = options.Component is { } component ? Component(raw, geometry, bands, component, path)
                : new(geometry, bands == 1 ? raw : Luminance(raw, bands, path, warn));
            var type = image.Format switch { Enums.BandFormat.Uchar => VoxelType.UInt8, Enums.BandFormat.Ushort => VoxelType.UInt16, _ => VoxelType.Float32 };
            return new()
            {
                Format = Path.GetExtension(path).ToLowerInvariant() switch { ".png" => "PNG", ".tif" or ".tiff" => "TIFF", _ => "JPEG" },
                Images = new([pixels]),
                StoredAs = coloured ? $"{bands} × {type.Name()}" : type.Name(),
                VoxelType = type,
                Components = options.Component is null ? null : [options.Component],
            };
        }
        catch (VipsException failure)
        {
            throw new DataException(path, $"cannot be decoded ({failure.Message.ReplaceLineEndings(" ").Trim()})", "The file is truncated or damaged: export or copy it again", failure);
        }
    }

    /// <summary>TIFF keeps float32; PNG and JPEG take 8 bit, PNG 16 bit too.</summary>
    internal static void Write(string path, ImageToWrite image)
    {
        var tiff = path.EndsWith("tif", StringComparison.OrdinalIgnoreCase) || path.EndsWith("tiff", StringComparison.OrdinalIgnoreCase);
        var (labels, intensities) = image.Single;
        if (image.Size.Z != 1 || image.Count != 1)
            image.AsPicture(path, "a picture file");
        if (labels is not null)
            Save(path, labels.Array, image.Size, Enums.BandFormat.Uchar, clip: false);
        else if (tiff || image.Clip)
            Save(path, intensities!.Array, image.Size, Enums.BandFormat.Float, clip: !tiff);
        else
            SaveWhole(path, image.AsPicture(path, "PNG"));
    }

    private static Image Open(string path) => Image.NewFromFile(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);

    private static void RequireBacking(string path)
    {
        using var image = Open(path);
        RequireRoom(image, path);
        if ((long)image.Width * image.Height * image.Bands * sizeof(float) > Unproven + 4 * new FileInfo(path).Length)
            image.Avg();
    }

    private static Volume<float> Component(float[] raw, Geometry geometry, int bands, string component, string path)
    {
        var separate = Enumerable.Range(0, bands).Select(band =>
        {
            var volume = new Volume<float>(geometry);
            for (var i = 0; i < volume.Array.Length; i++)
                volume.Array[i] = raw[i * bands + band];
            return volume;
        }).ToArray();
        var set = bands switch { 3 => ComponentSet.Rgb, 4 => ComponentSet.Rgba, _ => null };
        set?.RequireChoice(path, component);
        return ComponentSet.Choose(path, separate, set, component).Volumes[0];
    }

    private static void RequireRoom(Image image, string path)
    {
        var floats = (long)image.Width * image.Height * image.Bands * sizeof(float);
        if (floats > Math.Min(LargestPicture, new FileInfo(path).Length * LargestExpansion))
            throw new DataException(path, $"claims {image.Width}×{image.Height} pixels, more than a file of its length can hold", "The file is damaged: export or copy it again");
    }

    private static void SaveWhole(string path, ImageToWrite image)
    {
        var intensities = image.Single.Intensities!;
        if (image.VoxelType == VoxelType.UInt8)
            Save(path, intensities.Map(value => (byte)value).Array, image.Size, Enums.BandFormat.Uchar, clip: false);
        else if (path.EndsWith("png", StringComparison.OrdinalIgnoreCase))
            Save(path, intensities.Map(value => (ushort)value).Array, image.Size, Enums.BandFormat.Ushort, clip: false);
        else
            throw new DataException(path, "cannot hold values beyond 255", "Write it as .png or .tif");
    }

    private static void Save<T>(string path, T[] pixels, Size3 size, Enums.BandFormat format, bool clip)
        where T : unmanaged
    {
        using var image = Image.NewFromMemory(pixels, size.X, size.Y, 1, format);
        // without being told, libvips saves 16-bit numbers as 8-bit ones
        using var typed = clip ? (image + 0.5).Cast(Enums.BandFormat.Uchar) : image.Copy(interpretation: format == Enums.BandFormat.Ushort ? Enums.Interpretation.Grey16 : null);
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
