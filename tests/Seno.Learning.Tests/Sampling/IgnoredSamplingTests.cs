using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;

namespace Seno.Learning.Tests.Sampling;

/// <summary>Patches of images of which only a part was annotated.</summary>
public sealed class IgnoredSamplingTests
{
    private const byte Ignore = 2;
    private const int Side = 40;

    private static Plan Plan(params int[] patch) => new()
    {
        Dataset = "sparse",
        Channels = ["image"],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        Ignore = Ignore,
        FileEnding = ".nii.gz",
        Patch = patch,
        BatchSize = 2,
        ForegroundOversampling = 0,
        Features = [4, 8],
        Iterations = 20,
        EpochLength = 10,
    };

    /// <summary>Annotated in a block of 4×3 about the middle, of the slices asked for alone.</summary>
    private static PreprocessedCase Sparse(int depth, params int[] annotated)
    {
        byte Label(int x, int y, int z) => annotated.Contains(z) && x is >= 18 and < 22 && y is >= 19 and < 22 ? (byte)0 : Ignore;
        byte[] Labels(int z) => [.. Enumerable.Range(0, Side * Side).Select(i => Label(i % Side, i / Side, z))];
        PreprocessedSlice Slice(int z) => new(Side, Side, [new float[Side * Side]], Labels(z), Ignore);
        return new("sparse", [.. Enumerable.Range(0, depth).Select(Slice)]);
    }

    [Fact]
    public void A_patch_of_a_slice_is_centred_on_what_was_annotated()
    {
        var source = new PatchSource(Plan(9, 9), [Sparse(5, 1, 3)], AugmentationOptions.None);
        for (var iteration = 0; iteration < 50; iteration++)
        {
            var labels = source.Draw(iteration).Labels;
            Assert.Equal((byte)0, labels[40]);
            Assert.Equal((byte)0, labels[81 + 40]);
        }
    }

    [Fact]
    public void A_patch_of_a_volume_is_centred_on_what_was_annotated()
    {
        var source = new VolumePatchSource(Plan(9, 9, 3), [Sparse(9, 2, 6)], AugmentationOptions.None);
        for (var iteration = 0; iteration < 50; iteration++)
        {
            var labels = source.Draw(iteration).Labels;
            Assert.Equal((byte)0, labels[81 + 40]);
            Assert.Equal((byte)0, labels[3 * 81 + 81 + 40]);
        }
    }

    /// <summary>Between 0 and 2 lies 1: an average of label values would invent a lesion.</summary>
    [Fact]
    public void Turning_and_magnifying_invent_no_label()
    {
        var source = new PatchSource(
            Plan(16, 16),
            [Sparse(1, 0)],
            AugmentationOptions.None with { RotationProbability = 1, MaximumRotation = 1, ScalingProbability = 1, Scaling = (0.7, 1.4) });
        for (var iteration = 0; iteration < 20; iteration++)
            Assert.DoesNotContain((byte)1, source.Draw(iteration).Labels);
    }

    [Fact]
    public void What_was_not_annotated_is_no_foreground()
    {
        var slice = new PreprocessedSlice(4, 1, [new float[4]], [0, 1, 2, 1], Ignore);
        Assert.Equal([1, 3], slice.Foreground);
        Assert.Equal([0, 1, 3], slice.Annotated!);
        Assert.Equal(2, slice.ForegroundPixels);
        Assert.Null(new PreprocessedSlice(4, 1, [new float[4]], [0, 1, 0, 1], Ignore).Annotated);
    }

    [Fact]
    public void A_case_of_which_nothing_was_annotated_is_never_shown()
    {
        var source = new PatchSource(Plan(9, 9), [Sparse(2) with { Id = "none" }, Sparse(2, 1)], AugmentationOptions.None);
        for (var iteration = 0; iteration < 10; iteration++)
            Assert.Equal(["sparse", "sparse"], source.Draw(iteration).Cases);
    }

    [Fact]
    public void Nothing_annotated_at_all_draws_anywhere()
    {
        var slices = new PatchSource(Plan(9, 9), [Sparse(2)], AugmentationOptions.None);
        var volumes = new VolumePatchSource(Plan(9, 9, 2), [Sparse(2)], AugmentationOptions.None);
        Assert.All([.. slices.Draw(0).Labels, .. volumes.Draw(0).Labels], label => Assert.Equal(Ignore, label));
    }
}
