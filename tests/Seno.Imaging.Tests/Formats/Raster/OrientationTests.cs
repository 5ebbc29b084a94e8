using NetVips;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Raster;

public sealed class OrientationTests
{
    // stored as 1 2 3 over 4 5 6; EXIF 2.32, tag 274: where row 0 and column 0 of what is stored are seen
    public static readonly TheoryData<int, int, float[]> Seen = new()
    {
        { 1, 3, [1, 2, 3, 4, 5, 6] },
        { 2, 3, [3, 2, 1, 6, 5, 4] },
        { 3, 3, [6, 5, 4, 3, 2, 1] },
        { 4, 3, [4, 5, 6, 1, 2, 3] },
        { 5, 2, [1, 4, 2, 5, 3, 6] },
        { 6, 2, [4, 1, 5, 2, 6, 3] },
        { 7, 2, [6, 3, 5, 2, 4, 1] },
        { 8, 2, [3, 6, 2, 5, 1, 4] },
    };

    [Theory, MemberData(nameof(Seen))]
    public void Every_orientation_is_read_upright(int orientation, int width, float[] expected)
    {
        using var folder = new TemporaryFolder();
        using var stored = Image.NewFromMemory<byte>([1, 2, 3, 4, 5, 6], 3, 2, 1, Enums.BandFormat.Uchar);
        using var turned = stored.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));
        turned.Pngsave(folder.File("a.png"));
        turned.Tiffsave(folder.File("a.tif"));
        foreach (var name in new[] { "a.png", "a.tif" })
        {
            var warnings = new List<string>();
            var image = RasterFile.Read(folder.File(name), warnings.Add);
            Assert.Equal(width, image.Size.X);
            Assert.Equal(expected, image.Array);
            Assert.Equal(
                orientation == 1 ? 0 : 1,
                warnings.Count(warning => warning.Contains($"EXIF orientation {orientation}", StringComparison.Ordinal)));
            Assert.Equal(expected, ImageFile.ReadLabels(folder.File(name)).Array.Select(value => (float)value));
        }
    }

    [Theory, MemberData(nameof(Seen))]
    public void Jpegs_are_too(int orientation, int width, float[] expected)
    {
        using var folder = new TemporaryFolder();
        // a square of 16 pixels for each of the six, 40 grey values apart, which compression leaves apart
        byte[] pixels = [.. Enumerable.Range(0, 32 * 48).Select(i => (byte)(40 * (1 + i % 48 / 16 + 3 * (i / 48 / 16))))];
        using var stored = Image.NewFromMemory(pixels, 48, 32, 1, Enums.BandFormat.Uchar);
        using var turned = stored.Mutate(image => image.Set(GValue.GIntType, "orientation", orientation));
        turned.Jpegsave(folder.File("a.jpg"), q: 95);
        var image = RasterFile.Read(folder.File("a.jpg"));
        Assert.Equal(16 * width, image.Size.X);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], MathF.Round(image[16 * (i % width) + 8, 16 * (i / width) + 8] / 40));
    }

    [Fact]
    public void All_slices_of_a_stack_are_turned_and_its_spacing_with_them()
    {
        using var folder = new TemporaryFolder();
        TinyPage Page(byte first, string? description) =>
            new(2, 1, [first, (byte)(first + 1)]) { More = [(274, [6])], Description = description, Resolution = (2, 1) };
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of(Page(1, "ImageJ=1\nimages=2\nslices=2\nunit=mm\nspacing=3\n"), Page(3, null)));
        var image = RasterFile.Read(folder.File("a.tif"));
        Assert.Equal(new Size3(1, 2, 2), image.Size);
        Assert.Equal([1f, 2, 3, 4], image.Array);
        Assert.Equal(new Vector3(0.5, 0.5, 3), image.Geometry.Spacing);
    }
}
