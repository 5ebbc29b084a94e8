using Seno.Data.Checking;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Tests;

namespace Seno.Data.Tests;

public sealed class DatasetCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_sound_data_set_has_no_errors()
    {
        Sound();
        Assert.Empty(DatasetCheck.Run(folder.Path));
    }

    [Fact]
    public void Every_kind_of_error_is_found_at_once_with_its_case_and_file()
    {
        Sound();
        File.Delete(folder.File("labelsTr/c0.nii"));
        File.Move(folder.File("imagesTr/c1_0001.nii"), folder.File("imagesTr/c1_0007.nii"));
        File.WriteAllText(folder.File("imagesTr/notes.txt"), "");
        ImageFile.Write(folder.File("labelsTr/stranger.nii"), Mask(1));
        ImageFile.Write(folder.File("imagesTr/c2_0001.nii"), Noise(2, 1, new Vector3(1, 1, 2)));
        ImageFile.Write(folder.File("labelsTr/c3.nii"), Mask(1, new Vector3(1, 1, 1), new Vector3(5, 0, 0)));
        ImageFile.Write(folder.File("labelsTr/c4.nii"), Mask(3));
        ImageFile.Write(folder.File("labelsTr/c5.nii"), Noise(9, 0));
        var broken = Noise(6, 0);
        broken.Array[7] = float.NaN;
        ImageFile.Write(folder.File("imagesTr/c6_0000.nii"), broken);
        File.WriteAllBytes(folder.File("imagesTr/c7_0000.nii"), new byte[100]);
        File.AppendAllText(folder.File("cases.csv"), "ghost,p9\n");
        File.WriteAllText(folder.File("splits_final.json"), """[{"train": ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c8"], "val": ["c7", "c9"]}]""");

        var problems = DatasetCheck.Run(folder.Path, threads: 2);

        void Finds(string kind, string? id, string file, string says)
        {
            var found = problems.Where(problem => problem.Severity == ProblemSeverity.Error && problem.Kind == kind && problem.Case == id && problem.File.EndsWith(file, StringComparison.Ordinal)).ToArray();
            Assert.True(found.Any(problem => problem.Problem.Contains(says, StringComparison.Ordinal)), $"{kind} {id} {file}: {says}\n{string.Join("\n", problems)}");
        }

        Finds("missing", "c0", "labelsTr/c0.nii", "no reference");
        Finds("missing", "c1", "imagesTr/c1_0001.nii", "channel 1");
        Finds("extra", "c1", "imagesTr/c1_0007.nii", "channel 7");
        Assert.Contains(
            problems,
            problem => problem.Severity == ProblemSeverity.Warning && problem.File.EndsWith("notes.txt", StringComparison.Ordinal));
        Finds("extra", "stranger", "labelsTr/stranger.nii", "no image");
        Finds("extra", "ghost", "cases.csv", "'ghost'");
        Finds("geometry", "c2", "imagesTr/c2_0001.nii", "another spacing");
        Finds("geometry", "c3", "labelsTr/c3.nii", "another origin");
        Finds("label", "c4", "labelsTr/c4.nii", "3 (4 voxels)");
        Finds("fraction", "c5", "labelsTr/c5.nii", "no whole numbers");
        Finds("not-finite", "c6", "imagesTr/c6_0000.nii", "1 voxel ");
        Finds("unreadable", "c7", "imagesTr/c7_0000.nii", "");
        Finds("splits", null, "splits_final.json", "'p4'");
    }

    [Fact]
    public void Empty_constant_and_repeated_images_are_warned_of()
    {
        Sound();
        ImageFile.Write(folder.File("labelsTr/c0.nii"), Mask(0));
        ImageFile.Write(folder.File("imagesTr/c1_0001.nii"), Noise(0, 0).Map(_ => 5f));
        File.Copy(folder.File("imagesTr/c2_0000.nii"), folder.File("imagesTr/c3_0000.nii"), overwrite: true);
        File.Copy(folder.File("imagesTr/c4_0000.nii"), folder.File("imagesTr/c9_0000.nii"), overwrite: true);
        ImageFile.Write(folder.File("imagesTr/c6_0000.nii"), Noise(5, 0).Map(value => 1.1f * value + 3));

        var problems = DatasetCheck.Run(folder.Path, folds: 12);

        Assert.All(problems, problem => Assert.Equal(ProblemSeverity.Warning, problem.Severity));
        Assert.Equal(["c0"], problems.Where(problem => problem.Kind == "empty").Select(problem => problem.Case));
        Assert.Equal(["c1"], problems.Where(problem => problem.Kind == "constant").Select(problem => problem.Case));
        var copies = problems.Where(problem => problem.Kind == "duplicate").ToDictionary(problem => problem.Case!, problem => problem.Problem);
        Assert.Equal("is the same image as c3, within one patient or group", copies["c2"]);
        Assert.Equal("is the same image as c9, across patients or groups", copies["c4"]);
        Assert.Contains("nearly the same image", copies["c5"], StringComparison.Ordinal);
        Assert.Contains("as c6, across", copies["c5"], StringComparison.Ordinal);
        Assert.Single(problems, problem => problem.Kind == "groups");
    }

    [Fact]
    public void A_description_that_cannot_be_read_is_one_error()
    {
        File.WriteAllText(folder.File("dataset.json"), "{");
        Assert.Equal("unreadable", Assert.Single(DatasetCheck.Run(folder.Path)).Kind);
    }

    /// <summary>Ten cases c0 to c9 of two channels; c0 and c1 are of patient p0, and so on.</summary>
    private void Sound()
    {
        new DatasetDescription { Name = "checked", Channels = ["a", "b"], Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 }, FileEnding = ".nii" }.Write(folder.File("dataset.json"), 10);
        Directory.CreateDirectory(folder.File("imagesTr"));
        Directory.CreateDirectory(folder.File("labelsTr"));
        for (var i = 0; i < 10; i++)
        {
            ImageFile.Write(folder.File($"imagesTr/c{i}_0000.nii"), Noise(i, 0));
            ImageFile.Write(folder.File($"imagesTr/c{i}_0001.nii"), Noise(i, 1));
            ImageFile.Write(folder.File($"labelsTr/c{i}.nii"), Mask(1));
        }
        File.WriteAllText(folder.File("cases.csv"), "case,patient\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"c{i},p{i / 2}\n")));
    }

    private static Volume<float> Noise(int seed, int channel, Vector3? spacing = null)
    {
        var random = new Core.SeededRandom((ulong)seed, "noise", channel);
        return new Volume<float>(new Geometry(new(16, 12, 2), spacing ?? new(1, 1, 1))).Map(_ => (float)random.Normal());
    }

    private static Volume<byte> Mask(byte label, Vector3? spacing = null, Vector3 origin = default)
    {
        var mask = new Volume<byte>(new Geometry(new(16, 12, 2), spacing ?? new(1, 1, 1), origin));
        mask.Array.AsSpan(100, 4).Fill(label);
        return mask;
    }

    public void Dispose() => folder.Dispose();
}
