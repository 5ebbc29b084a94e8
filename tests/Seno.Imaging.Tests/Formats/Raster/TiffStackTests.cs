using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats.Raster;

public sealed class TiffStackTests
{
    private const string OmeStart = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image ID=\"Image:0\">";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Pages_of_one_size_are_slices(bool bigEndian, bool big)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(
            folder.File("a.tif"),
            new TinyTiff(bigEndian, big).Build(new(2, 1, [1, 2]), new(2, 1, [3, 4]), new(2, 1, [5, 6])));
        var image = ImageFile.ReadContent(folder.File("a.tif"));
        Assert.Equal(new Size3(2, 1, 3), image.Images.Geometry.Size);
        Assert.Equal([1f, 2, 3, 4, 5, 6], image.Images.Volumes[0].Array);
        Assert.False(image.Images.Geometry.SpacingKnown);
        Assert.Equal([1, 2, 3, 4, 5, 6], ImageFile.ReadLabels(folder.File("a.tif")).Array);
    }

    // pages 0 to 5 of one pixel each, what is stated, the volumes, seconds
    public static readonly TheoryData<string, string, float[][], double[]?> Stated = new()
    {
        { "a plain ImageJ stack", "ImageJ=1.53t\nimages=6\nslices=6\nloop=false\n", [[0, 1, 2, 3, 4, 5]], null },
        { "an ImageJ stack of images", "ImageJ=1.11a\nimages=6\n", [[0, 1, 2, 3, 4, 5]], null },
        { "channels run first", "ImageJ=1.53t\nimages=6\nchannels=2\nslices=3\nhyperstack=true\n", [[0, 2, 4], [1, 3, 5]], null },
        { "frames run last", "ImageJ=1.53t\nimages=6\nslices=3\nframes=2\nfinterval=1.5\n", [[0, 1, 2], [3, 4, 5]], [0, 1.5] },
        { "minutes", "ImageJ=1.53t\nimages=6\nslices=3\nframes=2\nfinterval=2\ntunit=min\n", [[0, 1, 2], [3, 4, 5]], [0, 120] },
        { "channels and frames", "ImageJ=1.53t\nimages=6\nchannels=3\nframes=2\nfinterval=1\n", [[0], [1], [2], [3], [4], [5]], null },
        { "signed numbers", "ImageJ=1.53t\nimages=6\nslices=6\ncf=0\nc0=-32768\nc1=1\n", [[-32768, -32767, -32766, -32765, -32764, -32763]], null },
        { "OME, z first", Ome("XYZCT", 3, 2, 1), [[0, 1, 2], [3, 4, 5]], null },
        { "OME, channels first", Ome("XYCZT", 3, 2, 1), [[0, 2, 4], [1, 3, 5]], null },
        { "OME, times first", Ome("XYTZC", 3, 1, 2, "TimeIncrement=\"250\" TimeIncrementUnit=\"ms\""), [[0, 2, 4], [1, 3, 5]], [0, 0.25] },
        { "OME, times before channels", Ome("XYZTC", 1, 2, 3), [[0], [3], [1], [4], [2], [5]], null },
        { "OME, planes placed", Ome("XYZCT", 6, 1, 1, "", string.Concat(Enumerable.Range(0, 6).Select(z => $"<TiffData IFD=\"{5 - z}\" FirstZ=\"{z}\" PlaneCount=\"1\"/>"))), [[5, 4, 3, 2, 1, 0]], null },
        { "OME, one run of planes", Ome("XYZCT", 6, 1, 1, "", "<TiffData IFD=\"0\" PlaneCount=\"6\"/>"), [[0, 1, 2, 3, 4, 5]], null },
        { "a NumPy shape", "{\"shape\": [2, 3, 1, 1]}", [[0, 1, 2], [3, 4, 5]], null },
        { "named axes", "{\"shape\": [3, 2, 1, 1], \"axes\": \"ZCYX\"}", [[0, 2, 4], [1, 3, 5]], null },
        { "the shape of another file", "{\"shape\": [7, 1, 1]}", [[0, 1, 2, 3, 4, 5]], null },
        { "no axes", "made by hand", [[0, 1, 2, 3, 4, 5]], null },
    };

    [Theory, MemberData(nameof(Stated))]
    public void Stated_axes_are_honoured(string what, string description, float[][] expected, double[]? times)
    {
        using var folder = new TemporaryFolder();
        var image = ImageFile.ReadSequence(Pages(folder, description, 6));
        Assert.True(expected.Length == image.Volumes.Count, what);
        Assert.Equal(expected, image.Volumes.Select(volume => volume.Array));
        Assert.Equal(times, image.Times);
        Assert.Equal(
            expected[^1],
            ImageFile.ReadContent(folder.File("a.tif"), new() { Component = $"{expected.Length - 1}" }).Images.Volumes[0].Array);
    }

    // what is stated, part of the message
    public static readonly TheoryData<string, string> Contradictions = new()
    {
        { "ImageJ=1.53t\nimages=40\nslices=40\n", "states 40 images (1 channels × 40 slices × 1 frames) where it has 6 pages" },
        { "ImageJ=1.53t\nimages=6\nchannels=4\nslices=2\n", "4 channels × 2 slices" },
        { "ImageJ=1.53t\nimages=6\nslices=six\n", "slices 'six'" },
        { Ome("XYZCT", 4, 1, 1), "states 4 slices × 1 channels × 1 times" },
        { Ome("XYZCQ", 6, 1, 1), "DimensionOrder 'XYZCQ'" },
        { Ome("XYZCT", 6, 1, 1).Replace("</Image>", "</Image><Image ID=\"Image:1\"/>", StringComparison.Ordinal), "holds 2 images by its OME-XML" },
        { Ome("XYZCT", 6, 1, 1, "", "<TiffData IFD=\"0\" PlaneCount=\"5\"/>"), "leaves planes without a page" },
        { Ome("XYZCT", 6, 1, 1, "", "<TiffData><UUID FileName=\"a.tif\"/></TiffData><TiffData><UUID FileName=\"b.tif\"/></TiffData>"), "several files" },
        { "<?xml version=\"1.0\"?><OME><Image>", "OME-XML that cannot be read" },
        { "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><OME>&x;</OME>", "OME-XML that cannot be read" },
    };

    [Theory, MemberData(nameof(Contradictions))]
    public void Statements_that_do_not_fit_the_pages_are_refused(string description, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = Pages(folder, description, 6);
        var failure = Assert.Throws<DataException>(() => ImageFile.ReadSequence(path));
        Assert.True(failure.Message.Contains(expected, StringComparison.Ordinal), failure.Message);
    }

    [Fact]
    public void A_large_ImageJ_stack_of_one_page_is_refused_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<DataException>(() => ImageFile.Read(Pages(folder, "ImageJ=1.53t\nimages=600\nslices=600\n", 1)));
        Assert.Contains("where it has 1 page. ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("more than 4 GB as one page", failure.Message, StringComparison.Ordinal);
    }

    // pixels per unit, units; what is stated; mm
    public static readonly TheoryData<uint, uint, string, double[]?> Spacings = new()
    {
        { 10, 7, "ImageJ=1.53t\nimages=2\nslices=2\nunit=mm\nspacing=2.5\n", [0.7, 0.7, 2.5] },
        { 2, 1, "ImageJ=1.53t\nimages=2\nslices=2\nunit=micron\nspacing=3.0\n", [0.0005, 0.0005, 0.003] },
        { 2, 1, "ImageJ=1.53t\nimages=2\nslices=2\nunit=\\u00B5m\nspacing=-3.0\n", [0.0005, 0.0005, 0.003] },
        { 2, 1, "ImageJ=1.53t\nimages=2\nslices=2\nunit=µm\nspacing=3\n", [0.0005, 0.0005, 0.003] },
        { 254, 10, "ImageJ=1.53t\nimages=2\nslices=2\nunit=inch\nspacing=0.1\n", [1, 1, 2.54] },
        { 2, 1, "ImageJ=1.53t\nimages=2\nslices=2\nunit=cm\n", [5, 5, 10] },
        { 2, 1, "ImageJ=1.53t\nimages=2\nslices=2\nunit=pixel\nspacing=3\n", null },
        { 72, 1, "ImageJ=1.53t\nimages=2\nslices=2\n", null },
        { 72, 1, "scanned", null },
        { 72, 1, Ome("XYZCT", 2, 1, 1, "PhysicalSizeX=\"500\" PhysicalSizeY=\"0.25\" PhysicalSizeYUnit=\"mm\" PhysicalSizeZ=\"2\" PhysicalSizeZUnit=\"cm\""), [0.5, 0.25, 20] },
        { 72, 1, Ome("XYZCT", 2, 1, 1, "PhysicalSizeX=\"500\" PhysicalSizeY=\"500\""), null },
        { 72, 1, Ome("XYZCT", 2, 1, 1, "PhysicalSizeX=\"1\" PhysicalSizeXUnit=\"pixel\" PhysicalSizeY=\"1\" PhysicalSizeZ=\"1\""), null },
    };

    [Theory, MemberData(nameof(Spacings))]
    public void Spacing_is_known_where_its_unit_is(uint pixels, uint units, string description, double[]? expected)
    {
        using var folder = new TemporaryFolder();
        TinyPage first = new(1, 1, [0]) { Description = description, Resolution = (pixels, units) };
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of(first, new(1, 1, [1])));
        var geometry = ImageFile.Read(folder.File("a.tif")).Geometry;
        Assert.Equal(expected is not null, geometry.SpacingKnown);
        for (var axis = 0; axis < 3 && expected is not null; axis++)
            Assert.Equal(expected[axis], geometry.Spacing[axis], 1e-12);
    }

    [Fact]
    public void An_ImageJ_stack_without_distance_between_slices_is_read_as_ImageJ_does_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        TinyPage first = new(1, 1, [0]) { Description = "ImageJ=1.53t\nimages=2\nslices=2\nunit=mm\n", Resolution = (2, 1) };
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of(first, new(1, 1, [1])));
        var warnings = new List<string>();
        Assert.Equal(new Vector3(0.5, 0.5, 1), ImageFile.Read(folder.File("a.tif"), warnings.Add).Geometry.Spacing);
        Assert.Contains("states no distance between slices", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(254, 1)]
    [InlineData(254, 4)]
    [InlineData(255, 2)]
    public void Pages_marked_as_smaller_copies_or_masks_are_left_out_with_a_warning(int tag, int value)
    {
        using var folder = new TemporaryFolder();
        TinyPage copy = new(1, 1, [9]) { More = [(tag, [value])] };
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of(new(2, 1, [1, 2]), copy, new(2, 1, [3, 4]), copy));
        var warnings = new List<string>();
        Assert.Equal([1f, 2, 3, 4], ImageFile.Read(folder.File("a.tif"), warnings.Add).Array);
        Assert.Contains("2 of its 4 pages are marked as smaller copies", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_that_differ_are_refused_and_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of(new(2, 1, [1, 2]), new(2, 1, [3, 4]), new(1, 1, [5])));
        var failure = Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.tif")));
        Assert.Contains("page 1 is 2×1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("page 3 is 1×1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_in_a_circle_are_refused()
    {
        using var folder = new TemporaryFolder();
        var bytes = TinyTiff.Of(new TinyPage(1, 1, [1]));
        bytes.AsSpan(4, 4).CopyTo(bytes.AsSpan(bytes.Length - 4));
        File.WriteAllBytes(folder.File("a.tif"), bytes);
        Assert.Contains(
            "in a circle",
            Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.tif"))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 24, "floating-point numbers of 24 bits")]
    [InlineData(2, 12, "signed numbers of 12 bits")]
    [InlineData(6, 64, "complex numbers of 64 bits")]
    [InlineData(1, 12, "whole numbers of 12 bits")]
    public void Numbers_that_are_not_read_are_named(int format, int bits, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of(new TinyPage(2, 2, new byte[32]) { Bits = bits, More = [(339, [format])] }));
        Assert.Contains(
            expected,
            Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.tif"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Uncompressed_numbers_of_64_bits_are_read()
    {
        using var folder = new TemporaryFolder();
        foreach (var big in new[] { false, true })
        {
            byte[] Bytes(params long[] values) =>
                [.. values.SelectMany(value => big ? BitConverter.GetBytes(value).Reverse() : BitConverter.GetBytes(value))];
            TinyPage Page(int format, long first, long second) => new(2, 1, Bytes(first, second)) { Bits = 64, More = [(339, [format])] };
            File.WriteAllBytes(folder.File("whole.tif"), new TinyTiff(big, big).Build(Page(2, -1, 300), Page(2, 2, 3)));
            Assert.Equal([-1f, 300, 2, 3], ImageFile.Read(folder.File("whole.tif")).Array);
            File.WriteAllBytes(
                folder.File("real.tif"),
                new TinyTiff(big, big).Build(Page(3, BitConverter.DoubleToInt64Bits(-1.5), BitConverter.DoubleToInt64Bits(0.1))));
            Assert.Equal([-1.5f, 0.1f], ImageFile.Read(folder.File("real.tif")).Array);
            File.WriteAllBytes(folder.File("labels.tif"), new TinyTiff(big, big).Build(Page(1, 0, 2)));
            Assert.Equal([0, 2], ImageFile.ReadLabels(folder.File("labels.tif")).Array);
        }
    }

    // type, values it is to keep, spacing
    public static readonly TheoryData<VoxelType, float[], double[]?> Written = new()
    {
        { VoxelType.UInt8, [0, 1, 254, 255], null },
        { VoxelType.Int8, [-128, -1, 0, 127], [1, 1, 1] },
        { VoxelType.Int16, [-32768, -1, 0, 32767], [0.7, 0.123456789, 2.5] },
        { VoxelType.UInt16, [0, 1, 256, 65535], [0.0005, 1000, 1.0 / 3] },
        { VoxelType.Int32, [-70000, 0, 1, 70000], [1e-7, 1, 1] },
        { VoxelType.UInt32, [0, 1, 70000, 16777216], null },
        { VoxelType.Float32, [-1.5f, 0, 1e-30f, 3e30f], [Math.PI, Math.E, 1] },
        { VoxelType.Float64, [-1.5f, 0, 1e-30f, 3e30f], null },
        { VoxelType.Int64, [-70000, 0, 1, 70000], null },
    };

    [Theory, MemberData(nameof(Written))]
    public void A_volume_is_written_as_pages_and_reads_back_equal(VoxelType type, float[] values, double[]? spacing)
    {
        using var folder = new TemporaryFolder();
        var geometry = new Geometry(new(1, 2, 2), spacing is null ? null : new(spacing[0], spacing[1], spacing[2]));
        var content = new ImageContent { Format = "", StoredAs = "", Images = new([new(geometry, values)]), VoxelType = type };
        ImageFile.Write(folder.File("a.tif"), content);
        var again = ImageFile.ReadContent(folder.File("a.tif"));
        Assert.Equal(values, again.Images.Volumes[0].Array);
        Assert.Equal(type is VoxelType.Float64 or VoxelType.Int64 ? VoxelType.Float32 : type, again.VoxelType);
        Assert.Equal(geometry.Size, again.Images.Geometry.Size);
        Assert.Equal(geometry.SpacingKnown, again.Images.Geometry.SpacingKnown);
        for (var axis = 0; axis < 3; axis++)
            Assert.Equal(geometry.Spacing[axis], again.Images.Geometry.Spacing[axis], 1e-9 * geometry.Spacing[axis]);
    }

    [Fact]
    public void Phases_and_labels_survive_tiff()
    {
        using var folder = new TemporaryFolder();
        var geometry = new Geometry(new(3, 1, 2), new(1, 2, 3));
        Volume<float> Phase(float first) => new(geometry, [.. Enumerable.Range(0, 6).Select(i => first + i)]);
        ImageFile.Write(folder.File("phases.tif"), new VolumeSequence([Phase(0), Phase(10), Phase(20)], [0, 60, 120]));
        var again = ImageFile.ReadSequence(folder.File("phases.tif"));
        Assert.Equal([0f, 10, 20], again.Volumes.Select(volume => volume.Array[0]));
        Assert.Equal([0d, 60, 120], again.Times!);
        var labels = new Volume<byte>(geometry, [0, 1, 2, 3, 4, 255]);
        ImageFile.Write(folder.File("labels.tif"), labels);
        Assert.Equal(labels.Array, ImageFile.ReadLabels(folder.File("labels.tif")).Array);
        ImageFile.Write(folder.File("odd.tif"), new Volume<byte>(new Geometry(new(3, 1, 1)), [1, 2, 3]));
        Assert.Equal([1, 2, 3], ImageFile.ReadLabels(folder.File("odd.tif")).Array);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    public void Formats_of_single_pictures_refuse_volumes(string ending)
    {
        using var folder = new TemporaryFolder();
        var failure = Assert.Throws<DataException>(() => ImageFile.Write(
            folder.File("a" + ending),
            new Volume<byte>(new Geometry(new(2, 2, 2)))));
        Assert.Contains("cannot hold a volume", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Path));
    }

    private static string Ome(string order, int z, int c, int t, string more = "", string data = "<TiffData/>") =>
        $"{OmeStart}<Pixels ID=\"Pixels:0\" DimensionOrder=\"{order}\" Type=\"uint8\" SizeX=\"1\" SizeY=\"1\" SizeZ=\"{z}\" SizeC=\"{c}\" SizeT=\"{t}\" {more}>{data}</Pixels></Image></OME>";

    private static string Pages(TemporaryFolder folder, string description, int count)
    {
        File.WriteAllBytes(folder.File("a.tif"), TinyTiff.Of([.. Enumerable.Range(0, count).Select(i => new TinyPage(1, 1, [(byte)i]) { Description = i == 0 ? description : null })]));
        return folder.File("a.tif");
    }
}
