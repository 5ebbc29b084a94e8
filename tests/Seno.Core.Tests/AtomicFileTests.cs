using Seno.Tests;

namespace Seno.Core.Tests;

public sealed class AtomicFileTests
{
    [Fact]
    public void What_a_killed_process_left_is_removed_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string[] left = ["checkpoint_latest.safetensors.4711-9.tmp", "predictions/case.nii.gz.12-1.tmp", "predictions/.12-1-case.dcm"];
        string[] kept = ["checkpoint_latest.safetensors", "notes.tmp", "a.12-.tmp", ".lock", "predictions/case-12-1.nii.gz"];
        foreach (var name in left.Concat(kept))
            AtomicFile.WriteText(folder.File(name), "");
        AtomicFile.RemoveLeftovers(folder.Path);
        Assert.DoesNotContain(left, name => File.Exists(folder.File(name)));
        Assert.All(kept, name => Assert.True(File.Exists(folder.File(name)), name));
    }

    [Fact]
    public void A_folder_that_does_not_exist_has_no_leftovers()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.RemoveLeftovers(folder.File("none"));
        Assert.False(Directory.Exists(folder.File("none")));
    }
}
