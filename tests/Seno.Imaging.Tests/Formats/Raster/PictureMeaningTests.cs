using NetVips;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Raster;

public sealed class PictureMeaningTests
{
    // kind; photometric, samples, more tags; two pixels; what they are as intensities
    public static readonly TheoryData<string, int, int, int[], byte[], float[]> Pictures = new()
    {
        { "white is 0", 0, 1, [], [0, 195], [255, 60] },
        { "black is 0", 1, 1, [], [0, 195], [0, 195] },
        { "grey with alpha", 1, 2, [2], [7, 0, 8, 255], [7, 8] },
        { "white is 0, with alpha", 0, 2, [2], [0, 9, 195, 9], [255, 60] },
        { "colour", 2, 3, [], [200, 100, 50, 9, 9, 9], [0.299f * 200 + 0.587f * 100 + 0.114f * 50, 9] },
        { "colour with alpha", 2, 4, [2], [200, 100, 50, 0, 9, 9, 9, 255], [0.299f * 200 + 0.587f * 100 + 0.114f * 50, 9] },
        { "colour multiplied by alpha", 2, 4, [1], [50, 50, 50, 75, 60, 60, 60, 255], [170, 60] },
        { "inks, black alone", 5, 4, [], [0, 0, 0, 55, 0, 0, 0, 195], [200, 60] },
        { "inks without black", 5, 4, [], [55, 55, 55, 0, 195, 195, 195, 0], [200, 60] },
        // red = 205 · 155 / 255, green = 55 · 155 / 255, blue = 155
        { "inks of colour", 5, 4, [], [50, 200, 0, 100, 0, 0, 0, 0], [0.299f * 205 * 155 / 255 + 0.587f * 55 * 155 / 255 + 0.114f * 155, 255] },
        { "inks with alpha", 5, 5, [2], [0, 0, 0, 55, 9, 0, 0, 0, 195, 7], [200, 60] },
    };

    [Theory, MemberData(nameof(Pictures))]
    public void Samples_are_read_by_their_meaning(string kind, int photometric, int samples, int[] extra, byte[] pixels, float[] expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.tif"), photometric, samples, extra, pixels);
        var image = RasterFile.Read(folder.File("a.tif"));
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - image.Array[i]) < 1e-3, $"{kind}: {image.Array[i]}");
    }

    // what is asked for of cyan 50, magenta 200, yellow 0, black 100
    [Theory]
    [InlineData("cyan", 50)]
    [InlineData("black", 100)]
    [InlineData("red", 205f * 155 / 255)]
    [InlineData("blue", 155)]
    public void Inks_and_colours_can_be_asked_for(string component, float expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.tif"), 5, 4, [], [50, 200, 0, 100]);
        Assert.Equal(
            expected,
            ImageFile.ReadContent(folder.File("a.tif"), new() { Component = component }).Images.Volumes[0].Array[0],
            1e-3f);
    }

    [Theory]
    [InlineData(1, 5, new[] { 0, 0, 0, 0 })]
    [InlineData(1, 2, new[] { 0 })]
    [InlineData(2, 6, new[] { 0, 0, 0 })]
    public void Samples_without_a_meaning_are_volumes_of_their_own(int photometric, int samples, int[] extra)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.tif"), photometric, samples, extra, [.. Enumerable.Range(1, samples).Select(i => (byte)i)]);
        Assert.Equal(
            Enumerable.Range(1, samples).Select(i => (float)i),
            ImageFile.ReadSequence(folder.File("a.tif")).Volumes.Select(volume => volume.Array[0]));
        Assert.Equal(2, ImageFile.ReadContent(folder.File("a.tif"), new() { Component = "1" }).Images.Volumes[0].Array[0]);
        Assert.Contains(
            $"holds {samples} volumes",
            Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.tif"))).Message,
            StringComparison.Ordinal);
    }

    // photometric, samples, more tags, description, part of the message
    public static readonly TheoryData<int, int, int, string?, string> Refused = new()
    {
        { 8, 3, 1, null, "CIE L*a*b*" },
        { 9, 3, 1, null, "CIE L*a*b*" },
        { 32803, 1, 1, null, "raw sensor image" },
        { 32845, 3, 1, null, "photometric interpretation 32845" },
        { 1, 3, 2, null, "3 samples each in a plane of its own" },
        { 2, 3, 2, "{\"shape\": [3, 1, 2]}", "stack of 3 slices that tifffile stored as colours" },
        { 2, 4, 2, "{\"shape\": [4, 1, 2]}", "stack of 4 slices that tifffile stored as colours" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_not_converted_is_named(int photometric, int samples, int planar, string? description, string expected)
    {
        using var folder = new TemporaryFolder();
        TinyPage page = new(2, 1, new byte[2 * samples])
        {
            Photometric = photometric,
            Samples = samples,
            Description = description,
            More = [(284, [planar])]
        };
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of(page));
        var failure = Assert.Throws<DataException>(() => RasterFile.Read(folder.File("a.tif")));
        Assert.True(failure.Message.Contains(expected, StringComparison.Ordinal), failure.Message);
    }

    [Theory]
    [InlineData(2, new byte[] { 200, 100, 50 }, "colour picture, read as luminance")]
    [InlineData(5, new byte[] { 9, 9, 9, 0 }, "CMYK picture, read as luminance")]
    [InlineData(2, new byte[] { 9, 9, 9 }, null)]
    public void Colours_are_told_of_once(int photometric, byte[] pixel, string? expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("a.tif"), photometric, pixel.Length, [], [.. pixel, .. pixel]);
        var warnings = new List<string>();
        RasterFile.Read(folder.File("a.tif"), warnings.Add);
        Assert.Equal(expected is null ? [] : [$"{folder.File("a.tif")}: {expected}"], warnings);
    }

    [Theory]
    [InlineData(4, new byte[] { 5, 5, 5, 0, 5, 5, 5, 255 })]
    [InlineData(2, new byte[] { 5, 0, 5, 255 })]
    public void A_mask_in_alpha_alone_is_told_of_and_can_be_taken_out(int bands, byte[] pixels)
    {
        using var folder = new TemporaryFolder();
        using (var image = Image.NewFromMemory(pixels, 2, 1, bands, Enums.BandFormat.Uchar))
            image.Copy(interpretation: bands == 2 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb).Pngsave(folder.File("a.png"));
        var warnings = new List<string>();
        Assert.Equal([5f, 5], RasterFile.Read(folder.File("a.png"), warnings.Add).Array);
        Assert.Contains("--component alpha", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Equal([0f, 255], ImageFile.ReadContent(folder.File("a.png"), new() { Component = "alpha" }).Images.Volumes[0].Array);
    }

    [Fact]
    public void Inks_in_jpeg_are_read_as_inks_however_they_are_stored()
    {
        using var folder = new TemporaryFolder();
        // one colour everywhere, which compression hardly changes: cyan, magenta and yellow 55 and no black
        var saved = Jpeg([55, 55, 55, 0]);
        var marker = saved.AsSpan().IndexOf("Adobe"u8);
        Assert.True(marker > 0);
        File.WriteAllBytes(folder.File("a.jpg"), saved);
        Assert.All(RasterFile.Read(folder.File("a.jpg")).Array, value => Assert.Equal(200, value, 2f));
        // stored is 255 − ink; the Adobe marker's last byte, 2, says that the first three are luma and colour differences, and of the inks' opposites
        var luma = Jpeg([200, 127, 127, 0]);
        luma[marker + 11] = 2;
        File.WriteAllBytes(folder.File("b.jpg"), luma);
        Assert.All(RasterFile.Read(folder.File("b.jpg")).Array, value => Assert.Equal(200, value, 2f));
    }

    [Fact]
    public void One_colour_file_gives_three_channels()
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("rgb.tif"), 2, 3, [], [1, 2, 3, 4, 5, 6]);
        Write(folder.File("rgba.tif"), 2, 4, [2], [1, 2, 3, 255, 4, 5, 6, 255]);
        Write(folder.File("cmyk.tif"), 5, 4, [], [254, 253, 252, 0, 251, 250, 249, 0]);
        Write(folder.File("grey.tif"), 1, 1, [], [1, 2]);
        foreach (var name in new[] { "rgb.tif", "rgba.tif", "cmyk.tif" })
            Assert.Equal([[1f, 4], [2f, 5], [3f, 6]], ImageFile.ReadColour(folder.File(name)).Select(volume => volume.Array));
        Assert.Contains(
            "is no colour picture",
            Assert.Throws<DataException>(() => ImageFile.ReadColour(folder.File("grey.tif"))).Message,
            StringComparison.Ordinal);
        File.WriteAllBytes(folder.File("a.nrrd"), [.. "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 3 2 1\nkinds: RGB-color domain domain\nencoding: raw\n\n"u8, 1, 2, 3, 4, 5, 6]);
        Assert.Equal([[1f, 4], [2f, 5], [3f, 6]], ImageFile.ReadColour(folder.File("a.nrrd")).Select(volume => volume.Array));
        ImageFile.Write(folder.File("grey.nii"), new Volume<byte>(new Geometry(new(2, 1, 1))));
        Assert.Contains(
            "is no colour image",
            Assert.Throws<DataException>(() => ImageFile.ReadColour(folder.File("grey.nii"))).Message,
            StringComparison.Ordinal);
    }

    private static byte[] Jpeg(byte[] pixel)
    {
        var pixels = Enumerable.Repeat(pixel, 16 * 16).SelectMany(each => each).ToArray();
        using var image = Image.NewFromMemory(pixels, 16, 16, 4, Enums.BandFormat.Uchar);
        using var inks = image.Copy(interpretation: Enums.Interpretation.Cmyk);
        return inks.JpegsaveBuffer(q: 100);
    }

    private static void Write(string path, int photometric, int samples, int[] extra, byte[] pixels)
    {
        TinyPage page = new(pixels.Length / samples, 1, pixels)
        {
            Photometric = photometric,
            Samples = samples,
            More = extra.Length > 0 ? [(338, extra)] : []
        };
        File.WriteAllBytes(path, TinyTiff.Of(page));
    }
}
