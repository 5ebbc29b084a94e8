using System.IO.Compression;
using System.Text;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

public sealed class NrrdTests
{
    private const string Start = "NRRD0005\n# made by hand\ntype: short\ndimension: 3\nsizes: 2 1 3\nendian: big\nencoding: raw\n";
    private static readonly byte[] Voxels = [0, 0, 0, 1, 0, 2, 0, 3, 0xFF, 0xFE, 0, 5];

    // space, direction of x in it, origin in it; both in LPS
    public static readonly TheoryData<string, string, string, double[], double[]> Spaces = new()
    {
        { "left-posterior-superior", "(2,0,0)", "(1,2,3)", [2, 0, 0], [1, 2, 3] },
        { "LPS", "(2,0,0)", "(1,2,3)", [2, 0, 0], [1, 2, 3] },
        { "right-anterior-superior", "(2,0,0)", "(1,2,3)", [-2, 0, 0], [-1, -2, 3] },
        { "RAS", "(2,0,0)", "(1,2,3)", [-2, 0, 0], [-1, -2, 3] },
        { "left-anterior-superior", "(2,0,0)", "(1,2,3)", [2, 0, 0], [1, -2, 3] },
        { "LAS", "(2,0,0)", "(1,2,3)", [2, 0, 0], [1, -2, 3] },
        { "scanner-xyz", "(2,0,0)", "(1,2,3)", [2, 0, 0], [1, 2, 3] },
        { "3D-right-handed", "(2,0,0)", "(1,2,3)", [2, 0, 0], [1, 2, 3] },
        { "3D-left-handed", "(2,0,0)", "(1,2,3)", [2, 0, 0], [1, 2, 3] },
    };

    [Theory, MemberData(nameof(Spaces))]
    public void Every_space_becomes_left_posterior_superior(string space, string x, string origin, double[] expectedX, double[] expectedOrigin)
    {
        var warnings = new List<string>();
        var image = Read($"{Start}space: {space}\nspace directions: {x} (0,3,0) (0,0,4)\nspace origin: {origin}\n", warnings.Add);
        Assert.Equal([0f, 1, 2, 3, -2, 5], image.Volumes[0].Array);
        Assert.Equal(new Vector3(expectedX[0], expectedX[1], expectedX[2]), image.Geometry.Spacing.X * image.Geometry.Direction.X);
        Assert.Equal(new Vector3(expectedOrigin[0], expectedOrigin[1], expectedOrigin[2]), image.Geometry.Origin);
        Assert.Equal(space.StartsWith("3D", StringComparison.Ordinal) || space == "scanner-xyz", warnings.Count == 1);
    }

    [Fact]
    public void A_space_with_time_gives_times()
    {
        var image = Read("NRRD0005\ntype: short\ndimension: 4\nsizes: 1 1 2 3\nendian: big\nencoding: raw\nspace: right-anterior-superior-time\nspace units: \"mm\" \"mm\" \"mm\" \"ms\"\nspace directions: (1,0,0,0) (0,1,0,0) (0,0,1,0) (0,0,0,500)\nspace origin: (1,2,3,0)\n");
        Assert.Equal([0, 0.5, 1], image.Times!);
        Assert.Equal([[0f, 1], [2f, 3], [-2f, 5]], image.Volumes.Select(volume => volume.Array));
        Assert.Equal(new Vector3(-1, -2, 3), image.Geometry.Origin);
    }

    // kinds, directions, the volumes
    public static readonly TheoryData<string, string, float[][]> Kinds = new()
    {
        { "domain vector domain", "(1,0,0) none (0,1,0)", [[0, 1, 2, 3, -2, 5]] },
        { "vector domain domain", "none (1,0,0) (0,1,0)", [[0, 2, -2], [1, 3, 5]] },
        { "domain domain list", "(1,0,0) (0,1,0) none", [[0, 1], [2, 3], [-2, 5]] },
        { "domain domain domain", "(1,0,0) (0,1,0) (0,0,1)", [[0, 1, 2, 3, -2, 5]] },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Axes_that_are_no_place_count_volumes(string kinds, string directions, float[][] expected)
    {
        Assert.Equal(expected, Read($"{Start}kinds: {kinds}\nspace: LPS\nspace directions: {directions}\n").Volumes.Select(volume => volume.Array));
        Assert.Equal(expected, Read($"{Start}kinds: {kinds}\nspacings: {string.Join(' ', kinds.Split(' ').Select(kind => kind == "domain" ? "1" : "NaN"))}\n").Volumes.Select(volume => volume.Array));
    }

    [Fact]
    public void Spacings_mins_and_units_place_an_image_without_space()
    {
        var geometry = Read(Start + "spacings: 2 3 4\naxis mins: 10 20 30\ncenterings: node cell cell\nunits: \"cm\" \"mm\" \"\"\n").Geometry;
        Assert.Equal(new Vector3(20, 3, 4), geometry.Spacing);
        Assert.Equal(new Vector3(100, 21.5, 32), geometry.Origin);
        Assert.False(Read(Start).Geometry.SpacingKnown);
    }

    [Fact]
    public void Colour_is_refused_unless_a_component_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.nrrd"), [.. "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 3 2 1\nkinds: RGB-color domain domain\nencoding: raw\n\n"u8, 10, 20, 30, 40, 50, 60]);
        Assert.Contains("red, green, blue, luminance", Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.nrrd"))).Message, StringComparison.Ordinal);
        Assert.Equal([20f, 50], ImageFile.ReadContent(folder.File("a.nrrd"), new() { Component = "green" }).Images.Volumes[0].Array);
        Assert.Equal(0.299f * 10 + 0.587f * 20 + 0.114f * 30, ImageFile.ReadContent(folder.File("a.nrrd"), new() { Component = "luminance" }).Images.Volumes[0].Array[0], 1e-4f);
        Assert.Contains("no component 'gren'", Assert.Throws<DataException>(() => ImageFile.ReadContent(folder.File("a.nrrd"), new() { Component = "gren" })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encoding: raw", "encoding: hex", "encoding 'hex'")]
    [InlineData("encoding: raw", "encoding: raw\ndata file: LIST", "several files")]
    [InlineData("encoding: raw", "encoding: raw\ndata file: x%03d.raw 1 3 1", "several files")]
    [InlineData("encoding: raw", "encoding: raw\ndata file: gone.raw", "does not exist")]
    [InlineData("encoding: raw", "encoding: raw\nspace: upside-down", "does not define")]
    [InlineData("encoding: raw", "encoding: raw\nspace directions: (1,0,0) (0,1)", "2 values for 'space directions'")]
    [InlineData("encoding: raw", "encoding: raw\nspace: LPS\nspace directions: (1,0,0) (0,1,0) (0.5,0,1)", "x and z meet at 63.435°")]
    [InlineData("encoding: raw", "encoding: raw\nspacings: 1 0 1", "zero or non-finite axis")]
    [InlineData("type: short", "type: block", "leaves open")]
    [InlineData("endian: big\n", "", "no 'endian'")]
    [InlineData("sizes: 2 1 3", "sizes: 2 1 4", "claims 16 bytes where the file holds at most 12")]
    [InlineData("sizes: 2 1 3", "sizes: 2 1 -3", "-3 voxels")]
    [InlineData("sizes: 2 1 3", "sizes: 2000000 2000000 3", "more than fit in memory")]
    [InlineData("sizes: 2 1 3", "sizes: 2 1", "2 values for 'sizes' where it has 3 axes")]
    [InlineData("NRRD0005", "NRRD0009", "version 9")]
    [InlineData("NRRD0005", "PNG", "not a NRRD file")]
    public void Headers_that_cannot_be_say_what_is_wrong(string replace, string with, string expected)
    {
        var failure = Assert.Throws<DataException>(() => Read(Start.Replace(replace, with, StringComparison.Ordinal)));
        Assert.True(failure.Message.Contains(expected, StringComparison.Ordinal), failure.Message);
    }

    [Fact]
    public void Compressed_voxels_may_not_be_more_than_the_sizes_make()
    {
        using var folder = new TemporaryFolder();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write([.. Voxels, 0, 0]);
        File.WriteAllBytes(folder.File("a.nrrd"), [.. Encoding.ASCII.GetBytes(Start.Replace("raw", "gzip", StringComparison.Ordinal) + "\n"), .. packed.ToArray()]);
        Assert.Contains("more than the 12 bytes", Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.nrrd"))).Message, StringComparison.Ordinal);
    }

    private static VolumeSequence Read(string header, Action<string>? warn = null)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.nrrd"), [.. Encoding.ASCII.GetBytes(header + "\n"), .. Voxels]);
        return ImageFile.ReadSequence(folder.File("a.nrrd"), warn);
    }
}
