using System.Buffers.Binary;
using System.Diagnostics;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Imaging.Tests.Formats;

public sealed class ReadGuardTests
{
    public static readonly TheoryData<string> Endings = [.. ImageFile.Endings];

    [Theory, MemberData(nameof(Endings))]
    public void A_pipe_with_an_images_name_is_refused_at_once(string ending)
    {
        using var folder = new TemporaryFolder();
        Pipe(folder.File("a" + ending));
        Assert.Contains(
            "is a named pipe",
            Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a" + ending))).Message,
            StringComparison.Ordinal);
    }

    // header, what it says, the name of its data
    public static readonly TheoryData<string, string, string> Detached = new()
    {
        { "a.nhdr", "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: raw\ndata file: a.raw\n", "a.raw" },
        { "a.nhdr", "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: raw\nbyte skip: -1\ndata file: a.raw\n", "a.raw" },
        { "a.nhdr", "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: gzip\nline skip: 2\ndata file: a.raw\n", "a.raw" },
        { "a.nhdr", "NRRD0004\ntype: uint8\ndimension: 3\nsizes: 2 2 2\nencoding: text\ndata file: a.raw\n", "a.raw" },
        { "a.mhd", "NDims = 3\nDimSize = 2 2 2\nElementType = MET_UCHAR\nElementDataFile = a.raw\n", "a.raw" },
        { "a.mhd", "NDims = 3\nDimSize = 2 2 2\nCompressedData = True\nElementType = MET_UCHAR\nElementDataFile = a.raw\n", "a.raw" },
        { "a.mhd", "NDims = 3\nBinaryData = False\nDimSize = 2 2 2\nElementType = MET_UCHAR\nElementDataFile = a.raw\n", "a.raw" },
    };

    [Theory, MemberData(nameof(Detached))]
    public void Pipes_and_devices_behind_a_header_are_refused_at_once(string name, string header, string data)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(name), header);
        Pipe(folder.File(data));
        Assert.Contains(
            "is a named pipe",
            Assert.Throws<DataException>(() => ImageFile.Read(folder.File(name))).Message,
            StringComparison.Ordinal);
        File.Delete(folder.File(data));
        File.CreateSymbolicLink(folder.File(data), "/dev/zero");
        var failure = Assert.Throws<DataException>(() => ImageFile.Read(folder.File(name)));
        Assert.Equal(folder.File(name), failure.File);
        Assert.Contains($"{folder.File(data)} is a device", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_are_they_in_a_NIfTI_pair()
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("a.hdr"), new Volume<byte>(new Geometry(new(2, 2, 2))));
        File.Delete(folder.File("a.img"));
        Pipe(folder.File("a.img"));
        Assert.Contains(
            "is a named pipe",
            Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.hdr"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_the_machine_can_hold_is_one_files_fault()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.nhdr"), "NRRD0004\ntype: uint8\ndimension: 4\nsizes: 1024 1024 1024 1024\nkinds: domain domain domain list\nencoding: raw\ndata file: a.raw\n");
        try
        {
            using var sparse = File.Create(folder.File("a.raw"));
            sparse.SetLength(1L << 40);
        }
        catch (IOException)
        {
            Assert.Skip("this disk takes no sparse file of a terabyte");
        }
        Assert.Contains(
            "needs 4096 GB of memory",
            Assert.Throws<DataException>(() => ImageFile.ReadSequence(folder.File("a.nhdr"))).Message,
            StringComparison.Ordinal);
    }

    // scl_slope, scl_inter, what a stored 3 is; null where it is refused
    public static readonly TheoryData<float, float, float?> Slopes = new()
    {
        { 2, 1, 7 },
        { 0, 5, 3 },
        { float.NaN, 5, 3 },
        { float.NaN, float.NaN, 3 },
        { 0, float.NaN, 3 },
        { 2, float.NaN, null },
        { 2, float.PositiveInfinity, null },
    };

    [Theory, MemberData(nameof(Slopes))]
    public void A_slope_without_an_intercept_is_refused(float slope, float intercept, float? expected)
    {
        using var folder = new TemporaryFolder();
        ImageFile.Write(folder.File("a.nii"), new Volume<byte>(new Geometry(new(1, 1, 1)), [3]));
        var bytes = File.ReadAllBytes(folder.File("a.nii"));
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(112), slope);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(116), intercept);
        File.WriteAllBytes(folder.File("a.nii"), bytes);
        if (expected is { } value)
            Assert.Equal(value, ImageFile.Read(folder.File("a.nii")).Array[0]);
        else
            Assert.Contains(
                "scl_inter",
                Assert.Throws<DataException>(() => ImageFile.Read(folder.File("a.nii"))).Message,
                StringComparison.Ordinal);
    }

    private static void Pipe(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no mkfifo here");
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
    }
}
