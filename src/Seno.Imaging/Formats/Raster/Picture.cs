using System.Globalization;
using NetVips;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>A PNG, JPEG or TIFF file, looked into and not yet decoded.</summary>
internal sealed record Picture
{
    /// <summary>Bytes of float pixels per byte of file beyond which nothing is decoded: an empty 1-bit mask in PNG reaches 1032 · 8 · 4 =
    /// 33024.</summary>
    private const long LargestExpansion = 1 << 16;

    /// <summary>Bytes of a page's samples as float32.</summary>
    private const double LargestPage = 4L << 30;

    /// <summary>Memory that may be taken on a header's word alone; beyond it the picture is first decoded once, line by line.</summary>
    private const long Unproven = 64L << 20;

    /// <summary>Decoded at a time, but for a page that is larger: each opening walks through all pages, and what is decoded is in memory
    /// twice.</summary>
    private const long RunBytes = 128L << 20;

    /// <summary>From page to page, over all openings.</summary>
    private const long MostSteps = 1 << 24;

    /// <summary>libvips counts rows so far.</summary>
    private const int TallestPicture = 10_000_000;

    /// <summary>Opens so many pages from the first one on as one tall picture; for PNG and JPEG the first is the only one.</summary>
    private readonly Func<int, int, Image> open;

    private Picture(string path, string format, Func<int, int, Image> open, PictureShape shape)
    {
        (Path, Format, this.open) = (path, format, open);
        (Width, Height, Bands, Type, Orientation, Inks) = shape;
        Channels = PixelChannels.Of(Bands, Inks, LargestOf(Type));
    }

    public string Path { get; }

    public string Format { get; }

    /// <value>As stored, before it is set upright.</value>
    public int Width { get; }

    /// <value>As stored.</value>
    public int Height { get; }

    /// <value>Samples of a pixel.</value>
    public int Bands { get; }

    public VoxelType Type { get; private init; }

    public int Orientation { get; private init; }

    public PixelChannels Channels { get; private init; }

    /// <value>Whether its colours may as well be slices.</value>
    public bool MayBeStack { get; private init; }

    public PageAxes Axes { get; private init; } = PageAxes.Single;

    /// <value>Numbers in the file of the pages that <see cref="Axes"/> counts.</value>
    private IReadOnlyList<int> Pages { get; init; } = [0];

    /// <value>What a decoded sample is divided by: indices of few bits come stretched to a byte.</value>
    private float Stretch { get; init; } = 1;

    private bool Inks { get; }

    public Size3 Size => Upright.Swaps(Orientation) ? new(Height, Width, Axes.Slices) : new(Width, Height, Axes.Slices);

    /// <param name="path">The file; its first bytes say what it is, whatever its name.</param>
    /// <param name="indices">Read indices where it has a palette.</param>
    /// <param name="warn">Told of what is left out or assumed.</param>
    /// <exception cref="DataException">None of the three, an animation, or pages that are no volume.</exception>
    public static Picture Open(string path, bool indices, Action<string>? warn)
    {
        var start = new byte[4];
        using (var file = RegularFile.Open(path))
        {
            if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 0)
                throw new DataException(path, "is empty", "Export or copy it again");
        }
        return start switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G'] => Png(path, indices),
            [0xFF, 0xD8, ..] => Jpeg(path),
            [(byte)'I', (byte)'I', 42 or 43, 0] or [(byte)'M', (byte)'M', 0, 42 or 43] => Tiff(path, indices, warn),
            _ => throw new DataException(path, "is no PNG, JPEG or TIFF file", "Check what the file is; export it as .png or .tif"),
        };
    }

    /// <summary>Every page, in the file's order: its place among the pages, and its samples, pixel by pixel.</summary>
    /// <exception cref="VipsException">The file is truncated or damaged.</exception>
    public void Decode(PageUse use)
    {
        RequireBacking();
        var pageSamples = Width * Height * Bands;
        foreach (var (first, count) in Runs())
        {
            var samples = Samples(first, count);
            for (var page = 0; page < count; page++)
                use(first + page, samples.AsSpan(page * pageSamples, pageSamples));
        }
    }

    private static float LargestOf(VoxelType type) => type == VoxelType.UInt16 ? ushort.MaxValue : byte.MaxValue;

    private static Picture Png(string path, bool indices)
    {
        var chunks = PngChunks.Read(path);
        if (chunks.Frames > 1)
            throw new DataException(
                path,
                $"is an animation of {chunks.Frames} frames",
                "Save the frame that is meant as a picture of its own");
        if (!chunks.Palette || !indices)
        {
            Image Load(int first, int count) => Image.Pngload(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
            var picture = new Picture(path, "PNG", Load, PictureShape.Of(Load(0, 1)));
            return chunks.Palette ? picture with { Channels = picture.Channels with { Palette = true } } : picture;
        }
        var grey = PngChunks.AsIndices(path);
        Image Parse(int first, int count) => Image.PngloadBuffer(grey, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        return new(path, "PNG", Parse, PictureShape.Of(Parse(0, 1)))
        {
            Channels = PixelChannels.OfIndices,
            Stretch = StretchOf(chunks.Bits)
        };
    }

    private static Picture Jpeg(string path)
    {
        Image Load(int first, int count) => Image.Jpegload(path, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        return new(path, "JPEG", Load, PictureShape.Of(Load(0, 1)));
    }

    private static Picture Tiff(string path, bool indices, Action<string>? warn)
    {
        var all = TiffDirectories.Read(path);
        var kept = TiffPages.Kept(path, all, warn);
        var page = all[kept[0]];
        TiffPages.RequireReadable(path, page);
        var axes = kept.Count == 1 && page.Description.Length == 0 ? PageAxes.Single : PageAxes.Of(
            path,
            [.. kept.Select(number => all[number])],
            warn);
        var grey = page.Photometric == TiffPage.Palette && indices;
        Func<int, int, Image> source;
        if (grey)
        {
            var patched = TiffPages.AsIndices(path, all);
            source = (first, count) => Image.TiffloadBuffer(
                patched,
                page: first,
                n: count,
                access: Enums.Access.Sequential,
                failOn: Enums.FailOn.Error);
        }
        else if (TiffPages.WideType(page) is { } wide)
        {
            RequireRoom(path, page.Width, page.Height, page.Samples, kept.Count);
            source = (first, count) => Strips(path, all, wide, first, count);
        }
        else
        {
            source = (first, count) => Image.Tiffload(
                path,
                page: first,
                n: count,
                access: Enums.Access.Sequential,
                failOn: Enums.FailOn.Error);
        }
        var picture = new Picture(path, "TIFF", source, PictureShape.Of(source(kept[0], 1)));
        if (TiffPages.WideType(page) is { } stored)
            picture = picture with { Type = stored };
        if ((picture.Width, picture.Height) != (page.Width, page.Height))
            throw new DataException(path, "has sizes that contradict each other", "The file is damaged: export or copy it again");
        return picture with
        {
            Orientation = page.Orientation,
            Axes = axes,
            Pages = kept,
            Channels = grey ? PixelChannels.OfIndices : PixelChannels.Of(page, picture.Bands, LargestOf(picture.Type)),
            MayBeStack = TiffPages.MayBeStack(page),
            Stretch = grey ? StretchOf(page.Bits) : 1,
        };
    }

    private static Image Strips(string path, IReadOnlyList<TiffPage> pages, VoxelType type, int first, int count)
    {
        var page = pages[first];
        var samples = new float[page.Width * page.Height * page.Samples * count];
        for (var i = 0; i < count; i++)
            TiffDirectories.ReadStrips(path, pages[first + i], type, samples.AsSpan(i * (samples.Length / count), samples.Length / count));
        return Image.NewFromMemory(samples, page.Width, page.Height * count, page.Samples, Enums.BandFormat.Float);
    }

    private static float StretchOf(int bits) => bits < 8 ? 255f / ((1 << bits) - 1) : 1;

    private float[] Samples(int first, int count)
    {
        using var image = open(Pages[first], count);
        using var floats = image.Cast(Enums.BandFormat.Float);
        var samples = floats.WriteToMemory<float>();
        for (var i = 0; Stretch != 1 && i < samples.Length; i++)
            samples[i] /= Stretch;
        return samples;
    }

    /// <summary>Pages that follow each other in the file are opened as one.</summary>
    private IReadOnlyList<(int First, int Count)> Runs()
    {
        var runs = new List<(int First, int Count)>();
        var most = Math.Clamp(RunBytes / ((long)Width * Height * Bands * sizeof(float)), 1, Math.Max(1, TallestPicture / Height));
        for (var first = 0; first < Pages.Count;)
        {
            var count = 1;
            while (first + count < Pages.Count && Pages[first + count] == Pages[first] + count && count < most)
                count++;
            runs.Add((first, count));
            first += count;
        }
        // each opening walks through all pages
        return (long)runs.Count * Pages[^1] <= MostSteps ? runs : throw new DataException(
            Path,
            "has its pages scattered among many others",
            "Save the pages that are meant as a file of their own");
    }

    /// <returns>Bytes of all samples as float32.</returns>
    private static double RequireRoom(string path, int width, int height, int bands, int pages)
    {
        var page = (double)width * height * bands * sizeof(float);
        if (page <= LargestPage && page * pages <= (double)RegularFile.Length(path) * LargestExpansion)
            return page * pages;
        var claim = string.Create(CultureInfo.InvariantCulture, $"claims {width}×{height} pixels, more than {(page > LargestPage ? "can be decoded at once" : "a file of its length can hold")}");
        throw new DataException(path, claim, "Crop or shrink it elsewhere; if it should be smaller it is damaged");
    }

    private void RequireBacking()
    {
        if (RequireRoom(Path, Width, Height, Bands, Pages.Count) <= Unproven + 4 * RegularFile.Length(Path))
            return;
        foreach (var (first, count) in Runs())
        {
            using var image = open(Pages[first], count);
            image.Avg();
        }
    }
}
