using System.Globalization;

namespace Seno.Core.Tests;

public sealed class TemporaryFolderTests
{
    [Fact]
    public void Only_its_user_may_enter_it_and_read_its_files_and_it_goes_when_disposed_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "modes are those of Unix");
        string path;
        using (var folder = new TemporaryFolder())
        {
            path = folder.Path;
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
            using (TemporaryFolder.Create(folder.File("below/a.dcm")))
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("below/a.dcm")));
            Assert.Throws<IOException>(() => TemporaryFolder.Create(folder.File("below/a.dcm")));
        }
        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void What_a_dead_process_left_is_removed_and_what_a_living_one_uses_is_not()
    {
        // no process has this number: Linux ends at 4194304
        var dead = Directory.CreateTempSubdirectory(TemporaryFolder.Prefix + "4194305-").FullName;
        File.WriteAllText(Path.Combine(dead, "patient.dcm"), "x");
        var strange = Directory.CreateTempSubdirectory(TemporaryFolder.Prefix + "x-").FullName;
        var alive = Directory
            .CreateTempSubdirectory(TemporaryFolder.Prefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "-").FullName;
        try
        {
            TemporaryFolder.RemoveLeftovers();
            Assert.False(Directory.Exists(dead));
            Assert.True(Directory.Exists(strange));
            Assert.True(Directory.Exists(alive));
        }
        finally
        {
            Directory.Delete(strange);
            Directory.Delete(alive);
        }
    }
}
