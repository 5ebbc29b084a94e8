using System.Buffers.Binary;
using System.Text;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>Walks the directories of a TIFF or BigTIFF file: libvips decodes pages, but does not say what they are to each other.</summary>
internal sealed class TiffDirectories
{
    private const int MostPages = 1 << 16;
    private const int MostEntries = 1 << 12;
    private const int LongestText = 16 << 20;
    private const int MostNumbers = 64;

    private static readonly int[] TypeWidths = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

    private readonly Stream file;
    private readonly string path;
    private readonly bool bigEndian;
    private readonly bool bigTiff;

    private TiffDirectories(Stream file, string path)
    {
        (this.file, this.path) = (file, path);
        var start = Bytes(0, 4);
        bigEndian = start[0] == (byte)'M';
        bigTiff = start[bigEndian ? 3 : 2] == 43;
    }

    /// <returns>All pages, in the file's order; directories below another (SubIFDs) are not among them.</returns>
    /// <exception cref="DataException">A chain that does not end.</exception>
    /// <exception cref="EndOfStreamException">It leads beyond the file.</exception>
    public static IReadOnlyList<TiffPage> Read(string path)
    {
        using var file = RegularFile.Open(path, 1 << 13);
        var walk = new TiffDirectories(file, path);
        var (pages, seen) = (new List<TiffPage>(), new HashSet<long>());
        for (var at = walk.bigTiff ? walk.Whole(8, 8) : walk.Whole(4, 4); at != 0;)
        {
            if (pages.Count == MostPages || !seen.Add(at))
                throw Damaged(
                    path,
                    pages.Count == MostPages ? $"has more than {MostPages} pages" : "has pages that follow each other in a circle");
            (var page, at) = walk.Page(at);
            pages.Add(page);
        }
        return pages.Count > 0 ? pages : throw Damaged(path, "has no page");
    }

    /// <summary>The samples of one page, uncompressed: libvips reads none of 64 bits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="page">Of its pages, not planar and uncompressed.</param>
    /// <param name="type">Of a sample.</param>
    /// <param name="target">Receives them, rounded to float32.</param>
    /// <exception cref="EndOfStreamException">The file ends before.</exception>
    public static void ReadStrips(string path, TiffPage page, VoxelType type, Span<float> target)
    {
        using var file = RegularFile.Open(path, 1 << 16);
        var walk = new TiffDirectories(file, path);
        foreach (var (offset, length) in walk.AllNumbers(page.StripsAt.Offsets).Zip(walk.AllNumbers(page.StripsAt.Lengths)))
        {
            var samples = (int)Math.Min(target.Length, length / type.Width());
            if (offset < 0 || length < 0 || offset > file.Length)
                throw new EndOfStreamException();
            file.Position = offset;
            new VoxelReader(file, type, walk.bigEndian).Read(target[..samples]);
            target = target[samples..];
        }
        if (!target.IsEmpty)
            throw new EndOfStreamException();
    }

    private static DataException Damaged(string path, string problem) => new(path, problem, "The file is damaged: export or copy it again");

    private (TiffPage Page, long Next) Page(long at)
    {
        var (countWidth, entryWidth, offsetWidth) = bigTiff ? (8, 20, 8) : (2, 12, 4);
        var count = Whole(at, countWidth);
        if (count is < 1 or > MostEntries)
            throw Damaged(path, $"has a page of {count} entries");
        var page = new TiffPage();
        for (var i = 0; i < count; i++)
            page = With(page, at + countWidth + i * entryWidth);
        return (page, Whole(at + countWidth + count * entryWidth, offsetWidth));
    }

    private TiffPage With(TiffPage page, long entry) => (int)Whole(entry, 2) switch
    {
        254 => page with { Derived = page.Derived || (Number(entry) & 5) != 0 },
        255 => page with { Derived = page.Derived || Number(entry) == 2 },
        256 => page with { Width = Number(entry) },
        257 => page with { Height = Number(entry) },
        258 => page with { Bits = Number(entry) },
        259 => page with { Compression = Number(entry) },
        262 => page with { Photometric = Number(entry), PhotometricAt = entry + (bigTiff ? 12 : 8) },
        270 => page with { Description = Text(entry) },
        273 => page with { StripsAt = (entry, page.StripsAt.Lengths) },
        274 => page with { Orientation = Number(entry) is var turned and >= 1 and <= 8 ? turned : 1 },
        277 => page with { Samples = Number(entry) },
        279 => page with { StripsAt = (page.StripsAt.Offsets, entry) },
        282 => page with { PixelSize = (PixelSize(entry), page.PixelSize.Y) },
        283 => page with { PixelSize = (page.PixelSize.X, PixelSize(entry)) },
        284 => page with { Planar = Number(entry) == 2 },
        332 => page with { InkSet = Number(entry) },
        338 => page with { ExtraSamples = Numbers(entry) },
        339 => page with { SampleFormat = Number(entry) },
        _ => page,
    };

    private int Number(long entry) => Numbers(entry).FirstOrDefault();

    private int[] Numbers(long entry)
    {
        var (width, count, at) = Value(entry);
        var numbers = new int[Math.Min(count, MostNumbers)];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = width is 1 or 2 or 4 ? (int)Math.Min(int.MaxValue, Whole(at + i * width, width)) : 0;
        return numbers;
    }

    private IEnumerable<long> AllNumbers(long entry)
    {
        var (width, count, at) = Value(entry);
        for (var i = 0L; i < count; i++)
            yield return Whole(at + i * width, width);
    }

    /// <summary>Stored are pixels per unit, as a ratio.</summary>
    private double PixelSize(long entry)
    {
        var (width, _, at) = Value(entry);
        return width == 8 && Whole(at, 4) is var pixels and > 0 ? Whole(at + 4, 4) / (double)pixels : 0;
    }

    private string Text(long entry)
    {
        var (width, count, at) = Value(entry);
        if (width != 1 || count > LongestText)
            return "";
        var bytes = Bytes(at, (int)count);
        var text = Encoding.UTF8.GetString(bytes);
        return (text.Contains('\uFFFD', StringComparison.Ordinal) ? Encoding.Latin1.GetString(bytes) : text).TrimEnd('\0');
    }

    /// <summary>A value that fits stands in the entry itself.</summary>
    private (int Width, long Count, long At) Value(long entry)
    {
        var type = (int)Whole(entry + 2, 2);
        var width = type < TypeWidths.Length ? TypeWidths[type] : 0;
        var (room, count) = bigTiff ? (8, Whole(entry + 4, 8)) : (4, Whole(entry + 4, 4));
        var field = entry + (bigTiff ? 12 : 8);
        if (count < 0 || count > long.MaxValue / 8)
            throw new EndOfStreamException();
        return (width, count, width * count <= room ? field : Whole(field, room));
    }

    private long Whole(long at, int width)
    {
        var bytes = Bytes(at, width);
        return (width, bigEndian) switch
        {
            (1, _) => bytes[0],
            (2, true) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (4, true) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (_, true) => BinaryPrimitives.ReadInt64BigEndian(bytes),
            _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        };
    }

    private byte[] Bytes(long at, int count)
    {
        if (at < 0 || at > file.Length - count)
            throw new EndOfStreamException();
        var bytes = new byte[count];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }
}
