using Seno.Tests;

namespace Seno.Core.Tests;

public sealed class FolderListingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(".DS_Store")]
    [InlineData("._scan_0000.nii.gz")]
    [InlineData(".nfs0001")]
    [InlineData("Thumbs.db")]
    [InlineData("thumbs.DB")]
    [InlineData("desktop.ini")]
    [InlineData("Desktop.ini")]
    [InlineData("scan_0000.nii.gz~")]
    [InlineData("~$cases.csv")]
    [InlineData("#cases.csv#")]
    [InlineData("Icon\r")]
    [InlineData("__MACOSX")]
    [InlineData("@eaDir")]
    public void What_systems_and_editors_leave_behind_is_not_listed(string name)
    {
        File.WriteAllText(folder.File(name), "");
        File.WriteAllText(folder.File("scan_0000.nii.gz"), "");
        Assert.Equal([folder.File("scan_0000.nii.gz")], FolderListing.Files(folder.Path));
    }

    [Theory]
    [InlineData("a~b.nii")]
    [InlineData("#1.nii")]
    [InlineData("Thumbs.db.nii")]
    [InlineData("MACOSX")]
    [InlineData("IM000001")]
    [InlineData("DICOMDIR")]
    public void What_people_name_so_is_listed(string name) => Assert.False(FolderListing.IsJunk(name));

    [Fact]
    public void Files_come_in_ordinal_order_and_folders_apart()
    {
        foreach (var name in new[] { "b", "a", "B", "a10", "a2" })
            File.WriteAllText(folder.File(name), "");
        Directory.CreateDirectory(folder.File("inside"));
        Directory.CreateDirectory(folder.File("__MACOSX"));
        Directory.CreateDirectory(folder.File(".git"));
        Assert.Equal(["B", "a", "a10", "a2", "b"], FolderListing.Files(folder.Path).Select(Path.GetFileName));
        Assert.Equal([folder.File("inside")], FolderListing.Folders(folder.Path));
    }

    [Fact]
    public void Folders_below_are_searched_but_for_those_that_archivers_add()
    {
        foreach (var name in new[] { "x/1.png", "x/y/2.png", "__MACOSX/x/._1.png", "x/.hidden/3.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            File.WriteAllText(folder.File(name), "");
        }
        Directory.CreateSymbolicLink(folder.File("x/circle"), folder.Path);
        Assert.Equal([folder.File("x/1.png"), folder.File("x/y/2.png")], FolderListing.AllFiles(folder.Path));
    }

    [Fact]
    public void A_link_to_nothing_is_listed_so_that_it_can_be_named()
    {
        File.CreateSymbolicLink(folder.File("gone.png"), folder.File("nowhere.png"));
        Assert.Equal([folder.File("gone.png")], FolderListing.Files(folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_holds_nothing() => Assert.Empty(FolderListing.Files(folder.File("absent")));

    public void Dispose() => folder.Dispose();
}
