using System.Buffers.Binary;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

public sealed class NiftiFileTests
{
    // nibabel 5.0.0: 2x3x4 int16 counting from 0, qform only, oblique and left-handed, spacing 0.5, 0.75, 2 mm
    private const string QformOnly = "H4sIAI/IBGsC/4thZCAKMDMwATELAyMUogIWBgEw3bAfSNgzMDgAMYMDkG+Pijc4Q2gwYGIYYADyxTcdy33PAhjtNqgw2jEwKDgyMCw4yMDwwZFSs/O0DaEsHnDocDCIAO3jZWBlEGTgZBAFep6PgY1BiIGLQQwYrvwM7AzCDNwM4gwA9By0tZABAAA=";

    [Fact]
    public void A_qform_alone_gives_the_geometry_nibabel_gives()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("q.nii.gz"), Convert.FromBase64String(QformOnly));
        var image = ImageFile.Read(folder.File("q.nii.gz"));
        Assert.Equal(new Size3(2, 3, 4), image.Size);
        AssertClose(new(0.5, 0.75, 2), image.Geometry.Spacing);
        AssertClose(new(-10, 20, 30), image.Geometry.Origin);
        AssertClose(new(-0.46814668, -0.09914104, -0.14494736), 0.5 * image.Geometry.Direction.X);
        AssertClose(new(0.39733863, 0.76331179, -1.80540221), 2 * image.Geometry.Direction.Z);
        // NumPy wrote the array in Fortran order
        Assert.Equal(23, image[1, 2, 3]);
        Assert.Equal(12, image[1, 0, 0]);
    }

    [Theory]
    [InlineData("a.nii")]
    [InlineData("a.nii.gz")]
    public void What_is_written_is_read_again_with_either_form(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("q.nii.gz"), Convert.FromBase64String(QformOnly));
        var image = ImageFile.Read(folder.File("q.nii.gz"));
        ImageFile.Write(folder.File(name), image);
        var again = ImageFile.Read(folder.File(name));
        Assert.Equal(image.Array, again.Array);
        AssertSame(image.Geometry, again.Geometry);
        ImageFile.Write(folder.File("plain.nii"), image);
        AssertSame(image.Geometry, Edited(folder, bytes => bytes.AsSpan(254, 2).Clear()).Geometry);
    }

    [Fact]
    public void Unknown_spacing_stays_unknown()
    {
        using var folder = new TemporaryFolder();
        var labels = new Volume<byte>(new Geometry(new(3, 2, 1)), [0, 1, 2, 3, 4, 255]);
        ImageFile.Write(folder.File("labels.nii.gz"), labels);
        var again = ImageFile.ReadLabels(folder.File("labels.nii.gz"));
        Assert.Equal(labels.Array, again.Array);
        Assert.Equal(labels.Geometry, again.Geometry);
    }

    [Fact]
    public void Without_forms_the_spacing_alone_places_the_grid_as_in_nibabel()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("plain.nii"), new Volume<byte>(new Geometry(new(3, 5, 1), new(2, 3, 4))));
        var image = Edited(folder, bytes => bytes.AsSpan(252, 4).Clear());
        // get_base_affine: diag(-2, 3, 4) with the grid's centre at the origin
        AssertClose(new(2, 3, 4), image.Geometry.Spacing);
        AssertClose(new(-2, 6, 0), image.Geometry.Origin);
        AssertClose(new(0, -1, 0), image.Geometry.Direction.Y);
    }

    // one voxel of value 200 or -56 (or 1.5) in the file's own bytes
    [Theory]
    [InlineData(2, "C8", 200)]
    [InlineData(256, "C8", -56)]
    [InlineData(4, "C8FF", -56)]
    [InlineData(512, "C8FF", 65480)]
    [InlineData(8, "C8FFFFFF", -56)]
    [InlineData(768, "C8000080", 2147483848.0)]
    [InlineData(1024, "C8FFFFFFFFFFFFFF", -56)]
    [InlineData(1280, "C800000000000000", 200)]
    [InlineData(16, "0000C03F", 1.5)]
    [InlineData(64, "000000000000F83F", 1.5)]
    public void Every_real_voxel_type_is_read(short type, string voxel, double expected)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("plain.nii"), new Volume<byte>(new Geometry(new(1, 1, 1))));
        var bytes = File.ReadAllBytes(folder.File("plain.nii"));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(70), type);
        File.WriteAllBytes(folder.File("typed.nii"), [.. bytes[..352], .. Convert.FromHexString(voxel)]);
        Assert.Equal((float)expected, ImageFile.Read(folder.File("typed.nii")).Array[0]);
    }

    public static readonly TheoryData<string, int, byte[], string> Broken = new()
    {
        { "NIfTI-2", 0, [0x1C, 2, 0, 0], "NIfTI-2" },
        { "pair", 344, "ni1\0"u8.ToArray(), "pair" },
        { "magic", 344, "abc\0"u8.ToArray(), "n+1" },
        { "not NIfTI", 0, [1, 2, 3, 4], "not a NIfTI" },
        { "negative size", 42, [0xFF, 0xFF], "-1 voxels" },
        { "ten to the thirteen voxels", 42, [0xFF, 0x7F, 0xFF, 0x7F, 0xFF, 0x7F], "memory" },
        { "more than the file", 42, [0x00, 0x01, 0x00, 0x01], "at most" },
        { "six dimensions", 40, [6, 0, 2, 0, 3, 0, 4, 0, 1, 0, 1, 0, 2, 0], "6-D" },
        { "complex", 70, [32, 0], "is complex" },
        { "colour", 70, [128, 0], "is colour" },
        { "binary", 70, [1, 0], "1-bit binary" },
        { "128 bits", 70, [0, 6], "float128" },
        { "sheared", 284, [0, 0, 0, 0x3F], "x and y meet at 116.565° (cosine -0.4472)" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void Broken_headers_say_what_is_wrong(string what, int offset, byte[] bytes, string expected)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("plain.nii"), new Volume<float>(new Geometry(new(2, 3, 4), new(1, 1, 1))));
        var failure = Assert.Throws<DataException>(() => Edited(folder, whole => bytes.CopyTo(whole, offset)));
        Assert.True(failure.Problem.Contains(expected, StringComparison.Ordinal), $"{what}: {failure.Message}");
    }

    [Fact]
    public void A_slope_and_intercept_apply_and_a_slope_of_zero_does_not()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("plain.nii"), new Volume<byte>(new Geometry(new(2, 1, 1)), [3, 200]));
        Assert.Equal([-1018f, -624f], Edited(folder, bytes => Rescale(bytes, 2, -1024)).Array);
        Assert.Equal([3f, 200f], Edited(folder, bytes => Rescale(bytes, 0, -1024)).Array);
        Assert.Equal([3f, 200f], Edited(folder, bytes => Rescale(bytes, float.NaN, 5)).Array);
    }

    [Fact]
    public void Times_and_components_become_a_sequence_times_fastest()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("plain.nii"), new Volume<byte>(new Geometry(new(12, 1, 1)), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
        var images = Sequence(folder, 5, [2, 1, 1, 3, 2], units: 16, step: 250);
        Assert.Equal([[0f, 1], [2f, 3], [4f, 5], [6f, 7], [8f, 9], [10f, 11]], images.Volumes.Select(volume => volume.Array));
        Assert.Null(images.Times);
        Assert.Equal([0, 0.25, 0.5], Sequence(folder, 4, [4, 1, 1, 3], units: 16, step: 250).Times!);
        Assert.Null(Sequence(folder, 4, [4, 1, 1, 3], units: 0, step: 250).Times);
    }

    [Theory]
    [InlineData(128, 1, "red", new float[] { 1, 4 })]
    [InlineData(128, 1, "blue", new float[] { 3, 6 })]
    [InlineData(2304, 1, "alpha", new float[] { 4, 8 })]
    public void A_component_of_a_colour_image_can_be_asked_for(short type, int width, string component, float[] expected)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("plain.nii"), new Volume<byte>(new Geometry(new(8, width, 1)), [1, 2, 3, 4, 5, 6, 7, 8]));
        var bytes = File.ReadAllBytes(folder.File("plain.nii"));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(42), 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(70), type);
        File.WriteAllBytes(folder.File("colour.nii"), bytes);
        Assert.Contains("is colour", Assert.Throws<DataException>(() => ImageFile.Read(folder.File("colour.nii"))).Message, StringComparison.Ordinal);
        var content = ImageFile.ReadContent(folder.File("colour.nii"), new() { Component = component });
        Assert.Equal(expected, content.Images.Volumes[0].Array);
        Assert.Equal(VoxelType.UInt8, content.VoxelType);
    }

    [Fact]
    public void The_sform_goes_before_the_qform_and_a_code_that_is_none_counts_as_absent()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("plain.nii"), new Volume<byte>(new Geometry(new(2, 1, 1), new(1, 1, 1), new(5, 6, 7))));
        void MoveSform(byte[] bytes) => BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(292), 100);
        Assert.Equal(-100, Edited(folder, MoveSform).Geometry.Origin.X);
        foreach (short code in new short[] { 0, -1, 6 })
        {
            Assert.Equal(5, Edited(folder, bytes =>
            {
                MoveSform(bytes);
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(254), code);
            }).Geometry.Origin.X);
        }
    }

    [Fact]
    public void A_pair_is_opened_by_either_name_and_needs_both_files()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("pair.hdr"), StoredImages.Counting(StoredImages.Oblique));
        Assert.Equal(59, ImageFile.Read(folder.File("pair.img")).Array[59]);
        File.Delete(folder.File("pair.hdr"));
        Assert.Throws<DataException>(() => ImageFile.Read(folder.File("pair.img")));
    }

    [Fact]
    public void A_file_that_ends_before_its_voxels_is_closed_again()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("a.nii"), new Volume<byte>(new Geometry(new(3, 2, 1))));
        using (var gzip = new System.IO.Compression.GZipStream(File.Create(folder.File("a.nii.gz")), System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(File.ReadAllBytes(folder.File("a.nii")).AsSpan(0, 350));
        Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.nii.gz")));
        File.Open(folder.File("a.nii.gz"), FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
    }

    [Fact]
    public void Damaged_files_give_an_image_or_a_data_exception()
    {
        using var folder = new TemporaryFolder();
        var compressed = Convert.FromBase64String(QformOnly);
        Damage.Try(compressed, folder.File("damaged.nii.gz"), 500, path => ImageFile.Read(path));
        ImageFile.Write(folder.File("plain.nii"), new Volume<float>(new Geometry(new(2, 3, 4), new(1, 1, 1))));
        Damage.Try(File.ReadAllBytes(folder.File("plain.nii")), folder.File("damaged.nii"), 1500, path => ImageFile.Read(path));
    }

    private static VolumeSequence Sequence(TemporaryFolder folder, short dimensions, short[] lengths, byte units, float step)
    {
        var bytes = File.ReadAllBytes(folder.File("plain.nii"));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(40), dimensions);
        for (var i = 0; i < lengths.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(42 + 2 * i), lengths[i]);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(92), step);
        bytes[123] = units;
        File.WriteAllBytes(folder.File("sequence.nii"), bytes);
        return ImageFile.ReadSequence(folder.File("sequence.nii"));
    }

    private static void Rescale(byte[] bytes, float slope, float intercept)
    {
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(112), slope);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(116), intercept);
    }

    private static Volume<float> Edited(TemporaryFolder folder, Action<byte[]> edit)
    {
        var bytes = File.ReadAllBytes(folder.File("plain.nii"));
        edit(bytes);
        File.WriteAllBytes(folder.File("edited.nii"), bytes);
        return ImageFile.Read(folder.File("edited.nii"));
    }

    private static void AssertSame(Geometry expected, Geometry actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        AssertClose(expected.Spacing, actual.Spacing);
        AssertClose(expected.Origin, actual.Origin);
        for (var axis = 0; axis < 3; axis++)
            AssertClose(expected.Direction[axis], actual.Direction[axis]);
    }

    private static void AssertClose(Vector3 expected, Vector3 actual) => Assert.True((expected + -1 * actual).Length < 1e-5, $"expected {expected}, got {actual}");
}
