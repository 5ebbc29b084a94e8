using System.Text;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

/// <summary>MetaImage, NumPy and PGM, from bytes laid out by hand after their definitions.</summary>
public sealed class OtherFormatsTests
{
    private const string MetaStart = "ObjectType = Image\nNDims = 3\nDimSize = 2 1 2\nElementType = MET_SHORT\nElementSpacing = 2 3 4\nOffset = 1 2 3\nTransformMatrix = 0 1 0 1 0 0 0 0 -1\n";

    [Fact]
    public void Each_row_of_a_meta_images_matrix_is_an_axis()
    {
        var geometry = Meta(MetaStart + "ElementDataFile = LOCAL\n", [1, 0, 2, 0, 3, 0, 0xFF, 0xFF]).Geometry;
        Assert.Equal(new Vector3(0, 1, 0), geometry.Direction.X);
        Assert.Equal(new Vector3(0, 0, -1), geometry.Direction.Z);
        Assert.Equal(new Vector3(2, 3, 4), geometry.Spacing);
        Assert.Equal(new Vector3(1, 2, 3), geometry.Origin);
    }

    public static readonly TheoryData<string, byte[], float[][]> MetaVoxels = new()
    {
        { "BinaryDataByteOrderMSB = True\n", [0, 1, 0, 2, 0, 3, 0xFF, 0xFF], [[1, 2, 3, -1]] },
        { "ElementByteOrderMSB = True\n", [0, 1, 0, 2, 0, 3, 0xFF, 0xFF], [[1, 2, 3, -1]] },
        { "BinaryData = False\n", "1 2\n3 -1"u8.ToArray(), [[1, 2, 3, -1]] },
        { "HeaderSize = 3\n", [9, 9, 9, 1, 0, 2, 0, 3, 0, 0xFF, 0xFF], [[1, 2, 3, -1]] },
        { "HeaderSize = -1\n", [9, 9, 9, 1, 0, 2, 0, 3, 0, 0xFF, 0xFF], [[1, 2, 3, -1]] },
        { "ElementNumberOfChannels = 2\n", [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0], [[1, 3, 5, 7], [2, 4, 6, 8]] },
    };

    [Theory, MemberData(nameof(MetaVoxels))]
    public void Meta_images_store_voxels_in_many_ways(string fields, byte[] voxels, float[][] expected) =>
        Assert.Equal(expected, Meta(MetaStart + fields + "ElementDataFile = LOCAL\n", voxels).Volumes.Select(volume => volume.Array));

    [Theory]
    [InlineData("ElementDataFile = gone.raw\n", "gone.raw")]
    [InlineData("ElementDataFile = LIST\n", "several files")]
    [InlineData("ElementDataFile = a%02d.raw 1 3 1\n", "several files")]
    [InlineData("", "no ElementDataFile")]
    [InlineData("NDims = 7\nElementDataFile = LOCAL\n", "7 axes")]
    [InlineData("ElementType = MET_STRING\nElementDataFile = LOCAL\n", "MET_STRING")]
    [InlineData("DimSize = 2 1\nElementDataFile = LOCAL\n", "2 values for 'DimSize'")]
    [InlineData("DimSize = 2 1 9\nElementDataFile = LOCAL\n", "claims 36 bytes")]
    public void Meta_images_that_cannot_be_read_say_why(string fields, string expected)
    {
        var failure = Assert.Throws<DataException>(() => Meta(MetaStart + fields, new byte[8]));
        Assert.True(failure.Message.Contains(expected, StringComparison.Ordinal), failure.Message);
    }

    // numpy.save of numpy 1.24: arange(6, dtype='>i2').reshape(1, 2, 3) in C order and, transposed, in Fortran order
    [Theory]
    [InlineData("{'descr': '>i2', 'fortran_order': False, 'shape': (1, 2, 3), }", 3, 2, 1)]
    [InlineData("{'descr': '>i2', 'fortran_order': True, 'shape': (3, 2, 1), }", 3, 2, 1)]
    [InlineData("{'descr': '>i2', 'fortran_order': False, 'shape': (6,), }", 6, 1, 1)]
    public void The_axis_contiguous_in_memory_is_x(string header, int x, int y, int z)
    {
        var image = Numpy(header, [0, 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5]);
        Assert.Equal(new Size3(x, y, z), image.Images.Geometry.Size);
        Assert.Equal([0f, 1, 2, 3, 4, 5], image.Images.Volumes[0].Array);
    }

    [Fact]
    public void Complex_arrays_give_the_component_asked_for()
    {
        const string Header = "{'descr': '<c8', 'fortran_order': False, 'shape': (1, 1), }";
        byte[] voxel = [0, 0, 0x40, 0x40, 0, 0, 0x80, 0x40];
        Assert.Contains("is complex", Assert.Throws<DataException>(() => Numpy(Header, voxel)).Message, StringComparison.Ordinal);
        Assert.Equal(3, Numpy(Header, voxel, "real").Images.Volumes[0].Array[0]);
        Assert.Equal(4, Numpy(Header, voxel, "imaginary").Images.Volumes[0].Array[0]);
        Assert.Equal(5, Numpy(Header, voxel, "magnitude").Images.Volumes[0].Array[0]);
        Assert.Equal(MathF.Atan2(4, 3), Numpy(Header, voxel, "phase").Images.Volumes[0].Array[0]);
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "type '|O'")]
    [InlineData("{'descr': '<f2', 'fortran_order': False, 'shape': (1,), }", "type '<f2'")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "plain numbers")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1), }", "5 axes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }", "0 voxels")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 3), }", "claims 36 bytes")]
    public void Arrays_of_other_things_are_refused(string header, string expected) =>
        Assert.Contains(expected, Assert.Throws<DataException>(() => Numpy(header, new byte[8])).Message, StringComparison.Ordinal);

    public static readonly TheoryData<string, byte[], float[]> Pgms = new()
    {
        { "P5\n2 2\n255\n", [0, 1, 254, 255], [0, 1, 254, 255] },
        { "P5 # a comment\n2#\n2\n65535\n", [0, 1, 1, 0, 0xFF, 0xFF, 0, 0], [1, 256, 65535, 0] },
        { "P2\n2 2\n99\n", "1 2 3\n# no comment\n"u8[..6].ToArray(), [] },
        { "P2\n2 2\n99\n", "1 2 3\n98"u8.ToArray(), [1, 2, 3, 98] },
    };

    [Theory, MemberData(nameof(Pgms))]
    public void Grey_maps_are_read_as_netpbm_defines_them(string header, byte[] pixels, float[] expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.pgm"), [.. Encoding.ASCII.GetBytes(header), .. pixels]);
        if (expected.Length == 0)
            Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.pgm")));
        else
            Assert.Equal(expected, ImageFile.Read(folder.File("a.pgm")).Array);
    }

    [Fact]
    public void Real_grey_maps_agree_with_numpy()
    {
        // numpy.fromfile behind the 17 bytes of the header
        var image = ImageFile.ReadContent(Path.Combine(RealData.Folder("mini_mias"), "mdb001.pgm"));
        Assert.Equal(new Size3(1024, 1024, 1), image.Images.Geometry.Size);
        Assert.Equal("uint8", image.StoredAs);
        Assert.Equal(38_309_556, image.Images.Volumes[0].Array.Sum(value => (long)value));
        Assert.Equal(90, image.Images.Volumes[0][400, 500]);
    }

    private static VolumeSequence Meta(string header, byte[] voxels)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.mha"), [.. Encoding.ASCII.GetBytes(header), .. voxels]);
        return ImageFile.ReadSequence(folder.File("a.mha"));
    }

    private static ImageContent Numpy(string header, byte[] voxels, string? component = null)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.npy"), [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. voxels]);
        return ImageFile.ReadContent(folder.File("a.npy"), new() { Component = component });
    }
}
