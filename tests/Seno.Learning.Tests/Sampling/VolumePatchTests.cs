using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Losses;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Sampling;

public sealed class VolumePatchTests
{
    private static readonly AugmentationOptions Mirrors = AugmentationOptions.None with { MirrorX = true, MirrorY = true };
    private const int Width = 9, Height = 7, Depth = 8;

    /// <summary>Every voxel's value is its own place, so that a patch tells where it was cut, and how it was mirrored.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_patch_is_a_block_of_the_volume_with_its_labels(bool mirror)
    {
        var source = new VolumePatchSource(Plan(4), [Volume("a", (6, 2, 5)), Volume("b", (0, 6, 0))], mirror ? Mirrors : AugmentationOptions.None);
        for (var iteration = 0; iteration < 20; iteration++)
        {
            using var scope = NewDisposeScope();
            using var batch = source.Draw(iteration).ToBatch(CPU);
            Assert.Equal([2, 1, 4, 4, 4], batch.Images.shape);
            Assert.Equal([2, 2, 4, 4, 4], batch.References.shape);
            Assert.True(batch.References.sum(1).eq(1).all().item<bool>());
            AssertSteps(batch.Images.diff(1, 4), 1, mirror);
            AssertSteps(batch.Images.diff(1, 3), Width, mirror);
            AssertSteps(batch.Images.diff(1, 2), Width * Height, mirror);
            Assert.True(batch.Images.eq(Place(6, 2, 5)).logical_or(batch.Images.eq(Place(0, 6, 0) + 10000)).eq(batch.References.narrow(1, 1, 1).gt(0)).all().item<bool>());
        }
    }

    [Fact]
    public void Pixels_that_are_not_square_are_not_turned()
    {
        var turning = AugmentationOptions.None with { RotationProbability = 1 };
        PreprocessedCase[] cases = [Volume("a", (6, 2, 5))];
        float[] Drawn(double[] spacing, AugmentationOptions options) => new VolumePatchSource(Plan(4) with { TargetSpacing = spacing }, cases, options).Draw(0).Images;
        Assert.NotEqual(Drawn([1, 1, 3], AugmentationOptions.None), Drawn([1, 1, 3], turning));
        using var scope = NewDisposeScope();
        using var batch = new VolumePatchSource(Plan(4) with { TargetSpacing = [1, 3, 1] }, cases, turning).Draw(0).ToBatch(CPU);
        AssertSteps(batch.Images.diff(1, 4), 1, mirror: false);
    }

    [Fact]
    public void The_last_samples_show_a_lesion_and_a_case_without_one_gives_way()
    {
        var source = new VolumePatchSource(Plan(4), [Volume("with", (8, 6, 7)), Volume("without", null)], Mirrors);
        for (var iteration = 0; iteration < 20; iteration++)
        {
            var buffers = source.Draw(iteration);
            Assert.Equal("with", buffers.Cases[1]);
            Assert.Contains((byte)1, buffers.Labels[64..]);
        }
    }

    [Fact]
    public void A_patch_larger_than_the_volume_is_filled_with_background_around_it()
    {
        var source = new VolumePatchSource(Plan(16), [Volume("a", (4, 3, 4))], AugmentationOptions.None);
        using var scope = NewDisposeScope();
        using var batch = source.Draw(0).ToBatch(CPU);
        var expected = zeros([16, 16, 16]);
        expected.narrow(0, 4, Depth).narrow(1, 4, Height).narrow(2, 3, Width).copy_(arange(Width * Height * Depth, ScalarType.Float32).view(Depth, Height, Width));
        Assert.True(batch.Images[0, 0].eq(expected).all().item<bool>());
        Assert.Equal(1, batch.References.narrow(1, 1, 1)[0].sum().item<float>());
    }

    [Fact]
    public void What_is_drawn_follows_from_the_iteration_alone()
    {
        var source = new VolumePatchSource(Plan(4), [Volume("a", (6, 2, 5)), Volume("b", (0, 6, 0))], Mirrors);
        var drawn = source.Draw(7);
        _ = source.Draw(3);
        Assert.Equal(drawn.Images, source.Draw(7).Images);
        Assert.NotEqual(drawn.Images, source.Draw(8).Images);
    }

    [Fact]
    public void A_plan_of_slices_is_refused() =>
        Assert.Throws<ArgumentException>(() => new VolumePatchSource(Plan(4) with { Patch = [4, 4] }, [Volume("a", null)], AugmentationOptions.None));

    /// <summary>Every loss of the table that knows volumes lowers itself on one batch of them, deep supervision included.</summary>
    [Theory]
    [InlineData("dice-ce")]
    [InlineData("focal-tversky")]
    [InlineData("asymmetric-unified-focal")]
    [InlineData("dice-ce@1..0.1+boundary@0.01..1")]
    public void A_task_learns_a_batch_of_volumes(string loss)
    {
        var plan = Plan(8) with { Features = [4, 8, 16], Loss = loss, LearningRate = 0.01 };
        using var task = TaskTable.Create(plan, CPU);
        using var batch = new VolumePatchSource(plan, [Volume("a", (4, 3, 4))], AugmentationOptions.None).Draw(0).ToBatch(CPU);
        batch.Images.div_(1000);
        var first = task.Step(batch, 1)["loss"];
        for (var step = 0; step < 10; step++)
            task.Step(batch, 1);
        Assert.True(task.Step(batch, 1)["loss"] < first);
        using var scope = NewDisposeScope();
        Assert.Equal(batch.References.shape, task.Predict(batch.Images).shape);
    }

    private static void AssertSteps(Tensor differences, int step, bool mirror)
    {
        var wrong = differences.abs().ne(step).any().item<bool>() || (!mirror && differences.lt(0).any().item<bool>());
        Assert.False(wrong);
        Assert.False(differences.gt(0).flatten(1).sum(1).gt(0).logical_and(differences.lt(0).flatten(1).sum(1).gt(0)).any().item<bool>());
    }

    private static int Place(int x, int y, int z) => x + Width * (y + Height * z);

    private static PreprocessedCase Volume(string id, (int X, int Y, int Z)? lesion)
    {
        var first = id == "b" ? 10000 : 0;
        return new(id, [.. Enumerable.Range(0, Depth).Select(z => new PreprocessedSlice(
            Width,
            Height,
            [[.. Enumerable.Range(0, Width * Height).Select(i => (float)(first + i + Width * Height * z))]],
            [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(lesion is { } at && at.Z == z && at.X + Width * at.Y == i ? 1 : 0))]))]);
    }

    private static Plan Plan(int side) => new()
    {
        Dataset = "places",
        Channels = ["image"],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".nii.gz",
        Patch = [side, side, side],
        BatchSize = 2,
        ForegroundOversampling = 0.5,
        Features = [4, 8],
        Iterations = 20,
        EpochLength = 10,
    };
}
