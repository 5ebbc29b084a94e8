using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

public sealed class RasterFileTests
{
    // each written by Pillow 9.4.0
    private const string OneBitPng = "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQAAAAC1D1u3AAAADElEQVR4nGNYwHQAAAKoAWOa7lh0AAAAAElFTkSuQmCC";
    private const string OneBitTiff = "SUkqAAgAAAAIAAABBAABAAAAAwAAAAEBBAABAAAAAgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAABEBBAABAAAAbgAAABYBBAABAAAAAgAAABcBBAABAAAAAgAAABwBAwABAAAAAQAAAAAAAACgYA==";
    private const string Grey16Png = "iVBORw0KGgoAAAANSUhEUgAAAAQAAAABEAAAAACMx4xSAAAAEUlEQVR4nGNgYGBgZGT4/x8AAw8CAY5g5KUAAAAASUVORK5CYII=";
    private const string Grey16Tiff = "SUkqAAgAAAAJAAABBAABAAAABAAAAAEBBAABAAAAAQAAAAIBAwABAAAAEAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAABEBBAABAAAAegAAABYBBAABAAAAAQAAABcBBAABAAAACAAAABwBAwABAAAAAQAAAAAAAAAAAAEAAAH//w==";
    private const string GreyAlphaPng = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAQAAABeK7cBAAAADUlEQVR4nGNgZ/j1HwADFAIBT+VqMwAAAABJRU5ErkJggg==";
    private const string ColourAlphaPng = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGPk5ORk2B+t+R8ABi0CX7+aDKgAAAAASUVORK5CYII=";
    private const string PalettePng = "iVBORw0KGgoAAAANSUhEUgAAAAMAAAABAgMAAABmjvwnAAAACVBMVEUKCgrIAABNTU3rvq73AAAACklEQVR4nGOQAAAAGgAZLYj0NgAAAABJRU5ErkJggg==";

    // an IHDR of 100000x100000 over 1000 zeros
    private const string HostilePng = "iVBORw0KGgoAAAANSUhEUgABhqAAAYagCAAAAACNOVQUAAAAEUlEQVR4nGNgGAWjYBQMdwAAA+gAAbOm00YAAAAASUVORK5CYII=";

    public static readonly TheoryData<string, string, float[], bool> Cases = new()
    {
        { OneBitPng, "mask.png", [255, 0, 255, 0, 255, 255], false },
        { OneBitTiff, "mask.tif", [255, 0, 255, 0, 255, 255], false },
        { Grey16Png, "grey.png", [0, 1, 256, 65535], false },
        { Grey16Tiff, "grey.tiff", [0, 1, 256, 65535], false },
        { GreyAlphaPng, "alpha.png", [7, 250], false },
        { ColourAlphaPng, "colour.png", [9, 0.299f * 200 + 0.587f * 100 + 0.114f * 50], true },
        { PalettePng, "palette.png", [10, 0.299f * 200, 77], true },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Each_kind_of_picture_comes_out_as_intensities(string base64, string name, float[] expected, bool coloured)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File(name), Convert.FromBase64String(base64));
        var warnings = new List<string>();
        var image = RasterFile.Read(folder.File(name), warnings.Add);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], image.Array[i], 1e-3f);
        Assert.Equal(expected.Length, image.Array.Length);
        Assert.False(image.Geometry.SpacingKnown);
        Assert.Equal(coloured, warnings.Any(warning => warning.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_mask_survives_png()
    {
        using var folder = new TemporaryFolder();
        var mask = new Volume<byte>(new Geometry(new(3, 2, 1)), [0, 1, 2, 3, 254, 255]);
        RasterFile.Write(folder.File("mask.png"), mask);
        Assert.Equal(mask.Array, RasterFile.Read(folder.File("mask.png")).Array.Select(value => (byte)value));
    }

    [Fact]
    public void An_empty_mask_is_read_however_well_it_compresses()
    {
        using var folder = new TemporaryFolder();
        RasterFile.Write(folder.File("empty.png"), new Volume<byte>(new Geometry(new(3000, 3000, 1))));
        Assert.False(RasterFile.Read(folder.File("empty.png")).Span.ContainsAnyExcept(0f));
    }

    [Fact]
    public void A_header_that_claims_more_than_its_file_holds_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("hostile.png"), Convert.FromBase64String(HostilePng));
        Assert.Throws<DataException>(() => RasterFile.Read(folder.File("hostile.png")));
    }

    [Fact]
    public void Damaged_pictures_give_an_image_or_a_data_exception()
    {
        using var folder = new TemporaryFolder();
        var image = new Volume<byte>(new Geometry(new(40, 30, 1))).Map(_ => (byte)0);
        var random = new SeededRandom(3, "damage");
        foreach (ref var pixel in image.Span)
            pixel = (byte)random.Next(256);
        RasterFile.Write(folder.File("whole.png"), image);
        var whole = File.ReadAllBytes(folder.File("whole.png"));
        File.WriteAllBytes(folder.File("half.png"), whole[..(whole.Length / 2)]);
        Assert.Throws<DataException>(() => RasterFile.Read(folder.File("half.png")));
        Damage.Try(whole, folder.File("damaged.png"), 200, path => RasterFile.Read(path));
    }
}
