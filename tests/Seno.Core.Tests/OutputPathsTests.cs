using System.Runtime.InteropServices;
using Seno.Tests;

namespace Seno.Core.Tests;

/// <summary>One file under every name it can have.</summary>
public sealed partial class OutputPathsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public OutputPathsTests()
    {
        Directory.CreateDirectory(folder.File("scans"));
        File.WriteAllText(folder.File("scans/a.png"), "pixels");
        File.WriteAllText(folder.File("scans/b.png"), "others");
        File.CreateSymbolicLink(folder.File("link.png"), folder.File("scans/a.png"));
        Directory.CreateSymbolicLink(folder.File("out"), folder.File("scans"));
        Assert.Equal(0, HardLink(folder.File("scans/a.png"), folder.File("hard.png")));
    }

    [Theory]
    [InlineData("scans/a.png", "is an input and would be replaced")]
    [InlineData("scans/../scans//a.png", "is an input and would be replaced")]
    [InlineData("./scans/./a.png", "is an input and would be replaced")]
    [InlineData("link.png", "under another name")]
    [InlineData("out/a.png", "under another name")]
    [InlineData("hard.png", "under another name")]
    public void An_output_that_is_an_input_is_refused_by_any_name(string output, string says)
    {
        var failure = Assert.Throws<DataException>(() => OutputPaths.Guard(
            [folder.File("scans/b.png"), folder.File("scans/a.png")],
            [folder.File("new.png"), folder.File(output)]));
        Assert.Contains(says, failure.Problem, StringComparison.Ordinal);
        Assert.Equal("Choose another output", failure.Cure);
        Assert.Equal(folder.File(output), failure.File);
    }

    [Theory]
    [InlineData("scans/c.png")]
    [InlineData("scans/A.png")]
    [InlineData("scans/a.png.nii")]
    [InlineData("nowhere/a.png")]
    public void Any_other_output_is_free(string output) => OutputPaths.Guard(
        [folder.File("scans/a.png"), folder.File("gone.png")],
        [folder.File(output)]).Dispose();

    [Fact]
    public void While_inputs_are_guarded_nothing_is_written_over_them_and_afterwards_all_is_free()
    {
        using (OutputPaths.Guard([folder.File("scans/a.png")], [folder.File("x.csv")]))
        {
            using (OutputPaths.Guard([folder.File("scans/b.png")], []))
            {
                Parallel.For(0, 4, _ => Assert.Throws<DataException>(() => AtomicFile.WriteText(folder.File("out/a.png"), "gone")));
                Assert.Throws<DataException>(() => AtomicFile.WriteByName(
                    folder.File("scans/b.png"),
                    name => File.WriteAllText(name, "gone")));
            }
            AtomicFile.WriteText(folder.File("scans/b.png"), "free again");
            AtomicFile.WriteText(folder.File("x.csv"), "new");
            Assert.Throws<DataException>(() => AtomicFile.WriteText(folder.File("hard.png"), "gone"));
        }
        Assert.Equal("pixels", File.ReadAllText(folder.File("scans/a.png")));
        AtomicFile.WriteText(folder.File("scans/a.png"), "free again");
    }

    [Fact]
    public void Two_inputs_do_not_share_an_output()
    {
        var failure = Assert.Throws<DataException>(() => OutputPaths.RequireDistinct([("a.jpg", folder.File("scans/x.png")), ("a.png", folder.File("out/x.png"))]));
        Assert.Equal("a.png", failure.File);
        Assert.Contains("and a.jpg would both be written to", failure.Problem, StringComparison.Ordinal);
        OutputPaths.RequireDistinct([("a", folder.File("new/x.png")), ("b", folder.File("new/y.png")), ("c", folder.File("newer/x.png"))]);
    }

    [Theory]
    [InlineData("out/X.png", "out/x.png")]
    [InlineData("deep/er/Lesion/c.nii.gz", "deep/er/lesion/c.nii.gz")]
    public void Names_that_differ_by_case_are_one_where_the_disk_says_so(string one, string other)
    {
        (string, string)[] outputs = [("first", folder.File(one)), ("second", folder.File(other))];
        OutputPaths.RequireDistinct(outputs, _ => false);
        Assert.Throws<DataException>(() => OutputPaths.RequireDistinct(outputs, _ => true));
    }

    public void Dispose() => folder.Dispose();

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int HardLink(string existing, string name);
}
