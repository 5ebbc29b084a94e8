using NetVips;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Raster;

public sealed class TruncationTests
{
    public static readonly TheoryData<string> Names = new() { "a.png", "a.jpg", "a.tif", "stack.tif" };

    [Theory, MemberData(nameof(Names))]
    public void A_picture_cut_anywhere_is_refused_or_whole(string name)
    {
        using var folder = new TemporaryFolder();
        var random = new SeededRandom(5, "pixels");
        byte[] pixels = [.. Enumerable.Range(0, 40 * 30).Select(_ => (byte)random.Next(256))];
        if (name == "stack.tif")
        {
            File.WriteAllBytes(folder.File(name), TinyTiff.Of([.. pixels.Chunk(40 * 10).Select(page => new TinyPage(40, 10, page))]));
        }
        else
        {
            using var image = Image.NewFromMemory(pixels, 40, 30, 1, Enums.BandFormat.Uchar);
            image.WriteToFile(folder.File(name));
        }
        var (bytes, whole) = (File.ReadAllBytes(folder.File(name)), RasterFile.Read(folder.File(name)));
        var refused = 0;
        for (var length = 0; length < bytes.Length; length += 1 + bytes.Length / 60)
        {
            File.WriteAllBytes(folder.File("cut" + name), bytes[..length]);
            try
            {
                Assert.Equal(whole.Array, RasterFile.Read(folder.File("cut" + name)).Array);
            }
            catch (DataException failure)
            {
                refused++;
                Assert.DoesNotContain("\n", failure.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("unable to", failure.Message, StringComparison.Ordinal);
            }
        }
        Assert.True(refused > 50, $"{refused} refused");
    }

    // what the first of two pages states
    public static readonly TheoryData<string, int> Stacks = new()
    {
        { "ImageJ=1.53t\nimages=2\nslices=2\nunit=mm\nspacing=2\ncf=0\nc0=-1\nc1=2\n", 1 },
        { "<OME><Image><Pixels DimensionOrder=\"XYZCT\" SizeZ=\"2\" SizeC=\"1\" SizeT=\"1\" PhysicalSizeX=\"1\"><TiffData/></Pixels></Image></OME>", 1 },
        { "{\"shape\": [2, 4, 6], \"axes\": \"ZYX\"}", 3 },
    };

    [Theory, MemberData(nameof(Stacks))]
    public void Damaged_stacks_give_an_image_or_a_data_exception(string description, int photometric)
    {
        using var folder = new TemporaryFolder();
        TinyPage Page(string? text) => new(6, 4, [.. Enumerable.Range(0, 24).Select(i => (byte)i)])
        {
            Photometric = photometric,
            Description = text,
            Resolution = (10, 7),
            More = photometric == 3 ? [(320, [.. Enumerable.Range(0, 768)])] : [],
        };
        var whole = TinyTiff.Of(Page(description), Page(null));
        Damage.Try(whole, folder.File("a.tif"), 60, path => ImageFile.ReadSequence(path));
        Damage.Try(whole, folder.File("b.tif"), 60, path => ImageFile.ReadLabels(path));
    }

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.tif")]
    [InlineData("a.jpg")]
    public void An_empty_file_and_another_format_are_named(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File(name), []);
        Assert.Contains(
            "is empty",
            Assert.Throws<DataException>(() => RasterFile.Read(folder.File(name))).Message,
            StringComparison.Ordinal);
        File.WriteAllBytes(folder.File(name), [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B]);
        Assert.Contains(
            "is no PNG, JPEG or TIFF file",
            Assert.Throws<DataException>(() => RasterFile.Read(folder.File(name))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_under_another_ones_name_is_read_as_what_it_is()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("a.png"), new Volume<byte>(new Geometry(new(2, 1, 1)), [1, 2]));
        File.Move(folder.File("a.png"), folder.File("a.jpg"));
        var image = ImageFile.ReadContent(folder.File("a.jpg"));
        Assert.Equal([1f, 2], image.Images.Volumes[0].Array);
        Assert.Equal("PNG", image.Format);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_one_sentence()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        foreach (var name in new[] { "a.png", "a.jpg", "a.tif" })
        {
            var failure = Assert.Throws<DataException>(() => ImageFile.Write(
                Path.Combine(folder.File("file"), name),
                new Volume<byte>(new Geometry(new(2, 1, 1)))));
            Assert.Contains("Check that the folder is writable", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("vips", failure.Message, StringComparison.OrdinalIgnoreCase);
        }
    }
}
