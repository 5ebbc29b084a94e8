using Seno.Tests;

namespace Seno.Core.Tests;

public sealed class OutputFolderTests
{
    public static readonly TheoryData<string, string> Impossible = new()
    {
        { "file", "is a file, not a folder" },
        { "file/below", "cannot be written to" },
        { "/sys/forbidden", "cannot be written to" },
        { "/proc/1/forbidden", "cannot be written to" },
        { "nul\0name", "cannot be written to" },
        { "", "cannot be written to" },
        { new string('x', 300), "cannot be written to" },
        { string.Join('/', Enumerable.Repeat(new string('y', 200), 30)), "cannot be written to" },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void A_folder_that_cannot_be_written_to_is_said_in_one_line(string name, string says)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "");
        var failure = Assert.Throws<DataException>(() => OutputFolder.Create(name.Length == 0 || name.StartsWith('/') ? name : folder.File(name)));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("imagesTr", true)]
    [InlineData("labelsTr", true)]
    [InlineData("labelsTr/", true)]
    [InlineData("x/../imagesTs", true)]
    [InlineData("link", true)]
    [InlineData("labelsTr.A", false)]
    [InlineData("results", false)]
    [InlineData("labelsTr/below", false)]
    public void Results_do_not_lie_among_the_files_of_a_data_set(string name, bool refused)
    {
        using var folder = new TemporaryFolder();
        foreach (var own in new[] { "imagesTr", "imagesTs", "labelsTr", "x" })
            Directory.CreateDirectory(folder.File("data/" + own));
        Directory.CreateSymbolicLink(folder.File("data/link"), folder.File("data/labelsTr"));
        OutputFolder.Create(folder.File("data/" + name));
        File.WriteAllText(folder.File("data/dataset.json"), "{}");
        var failure = Record.Exception(() => OutputFolder.Create(folder.File("data/" + name)));
        Assert.Equal(
            refused,
            failure is DataException { Problem: var problem } && problem.Contains("of the data set", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_is_made_and_nothing_left_in_it()
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Create(folder.File("a/b"));
        OutputFolder.Create(folder.File("a/b"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("a/b")));
    }
}
