using System.Diagnostics;
using Seno.Tests;

namespace Seno.Core.Tests;

public sealed class RegularFileTests
{
    [Fact]
    public void A_named_pipe_is_refused_at_once()
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.File("image.nii");
        MakePipe(pipe);
        Assert.Contains("is a named pipe", Assert.Throws<DataException>(() => RegularFile.Open(pipe)).Message, StringComparison.Ordinal);
        File.CreateSymbolicLink(folder.File("link.nii"), pipe);
        Assert.Contains(
            "is a named pipe",
            Assert.Throws<DataException>(() => RegularFile.Open(folder.File("link.nii"))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "is a named pipe",
            Assert.Throws<DataException>(() => SenoJson.ReadFile<int[]>(pipe)).Message,
            StringComparison.Ordinal);
        Assert.Contains("is a named pipe", Assert.Throws<DataException>(() => JsonObjectFile.Read(pipe)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero", "is a device")]
    [InlineData("/dev/tty", "is a device")]
    [InlineData("/dev", "is a folder")]
    [InlineData("there is no such file", "does not exist")]
    public void What_is_no_file_is_named(string path, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "devices have other names here");
        Assert.Contains(expected, Assert.Throws<DataException>(() => RegularFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_file_is_that_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("numbers.json"), "[1, 2]");
        File.CreateSymbolicLink(folder.File("link.json"), folder.File("numbers.json"));
        Assert.Equal([1, 2], SenoJson.ReadFile<int[]>(folder.File("link.json")));
    }

    [Fact]
    public void What_is_no_file_is_not_replaced_by_one()
    {
        using var folder = new TemporaryFolder();
        var pipe = folder.File("a.png");
        MakePipe(pipe);
        Assert.Contains(
            "is a named pipe",
            Assert.Throws<DataException>(() => AtomicFile.Write(pipe, _ => { })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "is a named pipe",
            Assert.Throws<DataException>(() => AtomicFile.WriteByName(pipe, _ => { })).Message,
            StringComparison.Ordinal);
        Assert.Equal([pipe], Directory.EnumerateFiles(folder.Path));
        Assert.Throws<DataException>(() => RegularFile.Open(pipe));
    }

    private static void MakePipe(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no mkfifo here");
        using var made = Process.Start("mkfifo", [path]);
        made.WaitForExit();
    }
}
