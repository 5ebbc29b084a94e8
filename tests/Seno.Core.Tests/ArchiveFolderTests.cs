using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Seno.Tests;

namespace Seno.Core.Tests;

public sealed class ArchiveFolderTests
{
    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    [InlineData("gz")]
    public void An_archive_that_expands_a_thousand_times_is_refused_and_leaves_nothing(string kind)
    {
        using var folder = new TemporaryFolder();
        var bomb = Pack(folder, kind, 64 << 20);
        Assert.InRange((64 << 20) / new FileInfo(bomb).Length, 900, 1100);
        var before = Unpacked();
        var failure = Assert.Throws<DataException>(() => ArchiveFolder.Open(bomb));
        Assert.Contains("expand", failure.Problem, StringComparison.Ordinal);
        Assert.Equal(bomb, failure.File);
        Assert.DoesNotContain(Unpacked().Except(before, StringComparer.Ordinal), path => File.Exists(Path.Combine(path, "zeros")));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public void A_small_archive_of_an_empty_mask_is_not(string kind)
    {
        using var folder = new TemporaryFolder();
        using var archive = ArchiveFolder.Open(Pack(folder, kind, 4 << 20));
        Assert.Equal(4 << 20, new FileInfo(Path.Combine(archive.Folder, "zeros")).Length);
    }

    [Fact]
    public void Many_entries_that_share_their_bytes_are_refused_together()
    {
        using var folder = new TemporaryFolder();
        // one entry, listed under four hundred names in the directory
        var zip = File.ReadAllBytes(Pack(folder, "zip", 4 << 20));
        var end = zip.Length - 22;
        var start = BitConverter.ToInt32(zip, end + 16);
        byte[] Named(int number) =>
            [.. zip[start..(start + 46)], .. Encoding.ASCII.GetBytes(number.ToString(
                "D5",
                CultureInfo.InvariantCulture)), .. zip[(start + 51)..end]];
        var list = Enumerable.Range(0, 400).SelectMany(Named).ToArray();
        byte[] tail = [.. zip[end..]];
        BitConverter.GetBytes((ushort)400).CopyTo(tail, 8);
        BitConverter.GetBytes((ushort)400).CopyTo(tail, 10);
        BitConverter.GetBytes(list.Length).CopyTo(tail, 12);
        File.WriteAllBytes(folder.File("overlapping.zip"), [.. zip[..start], .. list, .. tail]);
        Assert.Contains("brings the archive to more than", Assert.Throws<DataException>(() => ArchiveFolder.Open(folder.File("overlapping.zip"))).Problem, StringComparison.Ordinal);
    }

    public static readonly TheoryData<string, string> Names = new()
    {
        { "../slice.dcm", "outside" },
        { "a/../../slice.dcm", "outside" },
        { "..\\slice.dcm", "outside" },
        { "/elsewhere/slice.dcm", "outside" },
        { "a/./b/../slice.dcm", "" },
        { "..slice.dcm", "" },
    };

    [Theory, MemberData(nameof(Names))]
    public void Entries_stay_inside_the_folder(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        using (var zip = new ZipArchive(File.Create(folder.File("a.zip")), ZipArchiveMode.Create))
            zip.CreateEntry(name);
        using (var tar = new TarWriter(File.Create(folder.File("a.tar")), leaveOpen: false))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) });
        foreach (var archive in new[] { folder.File("a.zip"), folder.File("a.tar") })
        {
            var failure = Record.Exception(() => ArchiveFolder.Open(archive).Dispose());
            Assert.Equal(expected.Length > 0, failure is DataException refused && refused.Problem.Contains(expected, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Links_in_a_zip_or_a_tar_are_refused()
    {
        using var folder = new TemporaryFolder();
        using (var zip = new ZipArchive(File.Create(folder.File("a.zip")), ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry("slice.dcm");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var content = entry.Open();
            content.Write("/etc/hostname"u8);
        }
        Assert.Contains("is a link", Assert.Throws<DataException>(() => ArchiveFolder.Open(folder.File("a.zip"))).Problem, StringComparison.Ordinal);
        foreach (var type in new[] { TarEntryType.SymbolicLink, TarEntryType.HardLink })
        {
            using (var tar = new TarWriter(File.Create(folder.File("a.tar")), leaveOpen: false))
                tar.WriteEntry(new PaxTarEntry(type, "slice.dcm") { LinkName = "/etc/hostname" });
            Assert.Contains("is a link", Assert.Throws<DataException>(() => ArchiveFolder.Open(folder.File("a.tar"))).Problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("slice.dcm")]
    [InlineData("./slice.dcm")]
    [InlineData("a/../slice.dcm")]
    public void Two_entries_of_one_name_are_refused_since_one_would_replace_the_other(string again)
    {
        using var folder = new TemporaryFolder();
        using (var tar = new TarWriter(File.Create(folder.File("a.tar")), leaveOpen: false))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "slice.dcm") { DataStream = new MemoryStream([1]) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, again) { DataStream = new MemoryStream([2]) });
        }
        Assert.Contains(
            "is there twice",
            Assert.Throws<DataException>(() => ArchiveFolder.Open(folder.File("a.tar"))).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_in_the_place_of_another_is_one_clear_error()
    {
        using var folder = new TemporaryFolder();
        using (var zip = new ZipArchive(File.Create(folder.File("a.zip")), ZipArchiveMode.Create))
        {
            zip.CreateEntry("slice");
            zip.CreateEntry("slice/1.dcm");
        }
        Assert.Contains("cannot be unpacked", Assert.Throws<DataException>(() => ArchiveFolder.Open(folder.File("a.zip"))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_of_a_tar_are_not_believed_about_their_own_length()
    {
        using var folder = new TemporaryFolder();
        foreach (var type in "xgLK")
        {
            File.WriteAllBytes(folder.File("a.tar"), [.. Header("header", type, "10000000000"), .. new byte[1024]]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<DataException>(() => ArchiveFolder.Open(folder.File("a.tar")));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        }
    }

    [Fact]
    public void A_number_too_large_for_any_tar_is_one_clear_error()
    {
        using var folder = new TemporaryFolder();
        var header = Header("slice.dcm", '0', "00000000001");
        header.AsSpan(124, 12).Fill(0xFE);
        "        "u8.CopyTo(header.AsSpan(148));
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        File.WriteAllBytes(folder.File("a.tar"), [.. header, .. new byte[1024]]);
        Assert.Contains("no whole zip, tar or tar.gz", Assert.Throws<DataException>(() => ArchiveFolder.Open(folder.File("a.tar"))).Problem, StringComparison.Ordinal);
    }

    /// <param name="name">Of the entry.</param>
    /// <param name="type">Of the entry.</param>
    /// <param name="octal">Its length: eleven octal digits.</param>
    private static byte[] Header(string name, char type, string octal)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
        "0000644\00000000\00000000\0"u8.CopyTo(header.AsSpan(100));
        Encoding.ASCII.GetBytes(octal).CopyTo(header, 124);
        "\000000000000\0        "u8.CopyTo(header.AsSpan(135));
        header[156] = (byte)type;
        "ustar\000"u8.CopyTo(header.AsSpan(257));
        var sum = header.Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private static string Pack(TemporaryFolder folder, string kind, int zeros)
    {
        var path = folder.File($"zeros.{kind}");
        using var file = File.Create(path);
        using var content = new MemoryStream(new byte[zeros]);
        if (kind == "zip")
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            using var entry = zip.CreateEntry("zeros", CompressionLevel.SmallestSize).Open();
            content.CopyTo(entry);
            return path;
        }
        using var gzip = new GZipStream(file, CompressionLevel.SmallestSize);
        if (kind == "gz")
        {
            content.CopyTo(gzip);
            return path;
        }
        using var tar = new TarWriter(gzip);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "zeros") { DataStream = content });
        return path;
    }

    private static string[] Unpacked() => Directory.GetDirectories(Path.GetTempPath(), TemporaryFolder.Prefix + "*");
}
