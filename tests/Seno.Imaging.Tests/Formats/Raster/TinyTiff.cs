using System.Buffers.Binary;
using System.Text;

namespace Seno.Imaging.Tests.Formats.Raster;

/// <summary>Writes TIFF byte by byte, in both byte orders, classic and big.</summary>
internal sealed class TinyTiff(bool bigEndian, bool big)
{
    private readonly MemoryStream file = new();

    private int Offset => big ? 8 : 4;

    public static byte[] Of(params TinyPage[] pages) => new TinyTiff(bigEndian: false, big: false).Build(pages);

    public byte[] Build(params TinyPage[] pages)
    {
        file.Write(bigEndian ? "MM"u8 : "II"u8);
        Number(big ? 43 : 42, 2);
        if (big)
            Number(8, 2, also: 0);
        var next = file.Position;
        Number(0, Offset);
        foreach (var page in pages)
            next = Add(page, next);
        return file.ToArray();
    }

    /// <returns>Where the offset of the page behind it is to be written.</returns>
    private long Add(TinyPage page, long link)
    {
        var voxels = Put(page.Pixels);
        var bits = Enumerable.Repeat(page.Bits, page.Samples).ToArray();
        List<(int Tag, int Type, int Count, byte[] Value)> entries =
        [
            (256, 4, 1, Bytes(page.Width, 4)),
            (257, 4, 1, Bytes(page.Height, 4)),
            Shorts(258, bits),
            Shorts(259, 1),
            Shorts(262, page.Photometric),
            (273, 4, 1, Bytes(voxels, 4)),
            Shorts(277, page.Samples),
            (278, 4, 1, Bytes(page.Height, 4)),
            (279, 4, 1, Bytes(page.Pixels.Length, 4)),
            .. page.More.Select(each => Shorts(each.Tag, each.Values)),
        ];
        if (page.Description is { } text)
            entries.Add((270, 2, Encoding.UTF8.GetByteCount(text) + 1, [.. Encoding.UTF8.GetBytes(text), 0]));
        if (page.Resolution is { } resolution)
            entries.AddRange(new[] { 282, 283 }.Select(tag => (tag, 5, 1, (byte[])[.. Bytes(resolution.Pixels, 4), .. Bytes(
                resolution.Units,
                4)])));
        var values = entries.OrderBy(entry => entry.Tag).Select(entry => (entry.Tag, entry.Type, entry.Count, Value: entry.Value.Length <= Offset ? entry.Value : Bytes(Put(entry.Value), Offset))).ToArray();
        var start = Align();
        file.Position = link;
        Number(start, Offset);
        file.Position = start;
        Number(values.Length, big ? 8 : 2);
        foreach (var (tag, type, count, value) in values)
        {
            Number(tag, 2);
            Number(type, 2);
            Number(count, Offset);
            file.Write(value);
            file.Write(new byte[Offset - value.Length]);
        }
        var next = file.Position;
        Number(0, Offset);
        return next;
    }

    private (int Tag, int Type, int Count, byte[] Value) Shorts(int tag, params int[] values) =>
        (tag, 3, values.Length, [.. values.SelectMany(value => Bytes(value, 2))]);

    private long Align()
    {
        if (file.Length % 2 == 1)
        {
            file.Position = file.Length;
            file.WriteByte(0);
        }
        return file.Length;
    }

    private long Put(byte[] bytes)
    {
        var at = Align();
        file.Position = at;
        file.Write(bytes);
        return at;
    }

    private void Number(long value, int width, int? also = null)
    {
        file.Write(Bytes(value, width));
        if (also is { } second)
            file.Write(Bytes(second, width));
    }

    private byte[] Bytes(long value, int width)
    {
        var all = new byte[8];
        if (bigEndian)
            BinaryPrimitives.WriteInt64BigEndian(all, value);
        else
            BinaryPrimitives.WriteInt64LittleEndian(all, value);
        return bigEndian ? all[^width..] : all[..width];
    }
}
