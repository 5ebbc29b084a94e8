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

    [Fact]
    public void Only_what_was_left_of_the_files_named_is_removed()
    {
        using var folder = new TemporaryFolder();
        string[] left = ["a.nii.gz.12-1.tmp", ".12-1-b.png"];
        string[] kept = ["b.png", "notes.12-1.tmp", ".12-1-c.png", "a.nii.gz.tmp", "below/a.nii.gz.12-1.tmp"];
        foreach (var name in left.Concat(kept))
            AtomicFile.WriteText(folder.File(name), "");
        AtomicFile.RemoveLeftovers([folder.File("a.nii.gz"), folder.File("b.png"), folder.File("none/x")]);
        Assert.DoesNotContain(left, name => File.Exists(folder.File(name)));
        Assert.All(kept, name => Assert.True(File.Exists(folder.File(name)), name));
    }

    [Fact]
    public void A_library_that_is_given_a_name_in_a_folder_it_may_not_write_to_is_not_even_asked()
    {
        var failure = Assert.Throws<DataException>(() => AtomicFile.WriteByName(
            "/sys/kernel/x.png",
            _ => throw new InvalidOperationException("six lines")));
        Assert.Contains("cannot be written", failure.Message, StringComparison.Ordinal);
    }
}
