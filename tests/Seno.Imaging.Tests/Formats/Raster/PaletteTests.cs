using System.IO.Compression;
using System.IO.Hashing;
using System.Buffers.Binary;
using System.Text;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Raster;

public sealed class PaletteTests
{
    // colours 0 black, 1 white, 2 grey, 3 red: luminance would exchange labels, or be no whole number
    private static readonly byte[] Colours = [0, 0, 0, 255, 255, 255, 128, 128, 128, 128, 0, 0];

    // bits, two rows of three indices as stored
    public static readonly TheoryData<int, byte[], byte[], byte[]> Pictures = new()
    {
        { 1, [0b01000000], [0b10100000], [0, 1, 0, 1, 0, 1] },
        { 2, [0b00011000], [0b11100100], [0, 1, 2, 3, 2, 1] },
        { 4, [0x01, 0x20], [0x32, 0x10], [0, 1, 2, 3, 2, 1] },
        { 8, [0, 1, 2], [3, 2, 1], [0, 1, 2, 3, 2, 1] },
    };

    [Theory, MemberData(nameof(Pictures))]
    public void A_label_map_with_a_palette_is_its_indices(int bits, byte[] first, byte[] second, byte[] expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.png"), Png(bits, first, second));
        File.WriteAllBytes(
            folder.File("a.tif"),
            TinyTiff.Of(new TinyPage(3, 2, [.. first, .. second]) { Bits = bits, Photometric = 3, More = [(320, ColourMap(bits))] }));
        foreach (var name in new[] { "a.png", "a.tif" })
        {
            var warnings = new List<string>();
            Assert.Equal(expected, ImageFile.ReadLabels(folder.File(name), warnings.Add).Array);
            Assert.Empty(warnings);
            Assert.Equal(
                expected.Select(value => (float)value),
                ImageFile.ReadContent(folder.File(name), new() { Component = "index" }).Images.Volumes[0].Array);
        }
    }

    [Fact]
    public void As_an_image_a_palette_gives_its_colours_luminance_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.png"), Png(8, [0, 1, 2], [3, 2, 1]));
        var warnings = new List<string>();
        Assert.Equal([0, 255, 128, 0.299f * 128, 128, 255], ImageFile.Read(folder.File("a.png"), warnings.Add).Array);
        Assert.Contains("palette picture, read as luminance", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Transparency_and_comments_do_not_change_the_indices()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.png"), Png(8, [0, 1, 2], [3, 2, 1], ("tRNS", [0, 255]), ("tEXt", [.. "a\0b"u8])));
        Assert.Equal([0, 1, 2, 3, 2, 1], ImageFile.ReadLabels(folder.File("a.png")).Array);
    }

    [Fact]
    public void Pages_with_a_palette_are_a_label_volume()
    {
        using var folder = new TemporaryFolder();
        TinyPage Page(params byte[] indices) => new(2, 1, indices) { Photometric = 3, More = [(320, ColourMap(8))] };
        File.WriteAllBytes(folder.File("a.tif"), new TinyTiff(bigEndian: true, big: false).Build(Page(1, 2), Page(3, 0)));
        Assert.Equal([1, 2, 3, 0], ImageFile.ReadLabels(folder.File("a.tif")).Array);
    }

    [Fact]
    public void A_label_map_in_colour_says_why_its_values_are_no_labels()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of(new TinyPage(1, 1, [128, 0, 0]) { Photometric = 2, Samples = 3 }));
        var failure = Assert.Throws<DataException>(() => ImageFile.ReadLabels(folder.File("a.tif")));
        Assert.Contains("colour picture, read as luminance", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_without_a_palette_has_no_indices()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("a.png"), new Volume<byte>(new Geometry(new(2, 1, 1)), [1, 2]));
        Assert.Throws<DataException>(() => ImageFile.ReadContent(folder.File("a.png"), new() { Component = "index" }));
    }

    [Fact]
    public void An_animation_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.png"), Png(8, [0, 1, 2], [3, 2, 1], ("acTL", [0, 0, 0, 3, 0, 0, 0, 0])));
        Assert.Contains(
            "animation of 3 frames",
            Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.png"))).Message,
            StringComparison.Ordinal);
    }

    private static int[] ColourMap(int bits)
    {
        var map = new int[3 << bits];
        for (var i = 0; i < Math.Min(4, 1 << bits); i++)
        {
            for (var channel = 0; channel < 3; channel++)
                map[(channel << bits) + i] = 257 * Colours[3 * i + channel];
        }
        return map;
    }

    private static byte[] Png(int bits, byte[] first, byte[] second, params (string Name, byte[] Content)[] more)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write([0, .. first, 0, .. second]);
        byte[] header = [0, 0, 0, 3, 0, 0, 0, 2, (byte)bits, 3, 0, 0, 0];
        var palette = Colours[..Math.Min(Colours.Length, 3 << bits)];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("PLTE", palette), .. more.SelectMany(each => Chunk(each.Name, each.Content)), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(chunk, 4);
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }
}
