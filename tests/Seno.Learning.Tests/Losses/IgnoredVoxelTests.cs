using Seno.Data;
using Seno.Learning.Losses;
using Seno.Learning.Sampling;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Losses;

/// <summary>What was not annotated is left out of every loss, of classes and of regions.</summary>
public sealed class IgnoredVoxelTests
{
    private static readonly string[] Variants =
    [
        .. LossTable.Names, "dice:absent=yes", "cross-entropy:weights=1/2/4,smoothing=0.1", "cross-entropy:smoothing=0.2,boundary=2",
        "focal:weights=1/2/4", "generalised-dice:background=no",
        "tversky:absent=yes", "focal-tversky:background=yes", "hausdorff:relative=yes", "dice-ce+0.1*boundary+0.1*betti",
    ];

    public static TheoryData<string, bool> Losses =>
        [.. Variants.SelectMany(loss => new[] { (loss, false), (loss, true) }).Where(pair => !pair.Item2 || TakesRegions(pair.loss))];

    [Theory, MemberData(nameof(Losses))]
    public void Answers_where_nothing_was_annotated_change_neither_the_loss_nor_get_a_gradient(string loss, bool regions)
    {
        foreach (var size in new long[][] { [6, 8], [4, 6, 6] })
        {
            using var scope = NewDisposeScope();
            var (logits, target) = Example(regions, size);
            var ignored = target.Annotated!.eq(0);
            var other = (logits + 7 * ignored * randn_like(logits)).detach().requires_grad_(true);
            var (value, gradient) = Measured(LossTable.Create(loss), logits, target);
            var (changed, second) = Measured(LossTable.Create(loss), other, target);
            Assert.Equal(value, changed);
            Assert.True(gradient.eq(second).all().item<bool>());
            Assert.False((gradient * ignored).ne(0).any().item<bool>());
            Assert.True(gradient.isfinite().all().item<bool>() && gradient.ne(0).any().item<bool>());
        }
    }

    [Theory, MemberData(nameof(Losses))]
    public void A_mask_that_leaves_nothing_out_changes_nothing(string loss, bool regions)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = Example(regions, [6, 8], ignored: 0);
        Assert.Equal(
            Measured(LossTable.Create(loss), logits, target with { Annotated = null }).Value,
            Measured(LossTable.Create(loss), logits, target).Value,
            12);
    }

    /// <summary>An image cut off where annotation ends: the other way to leave voxels out.</summary>
    [Theory]
    [InlineData("cross-entropy:weights=1/2/4,smoothing=0.1", false)]
    [InlineData("cross-entropy:smoothing=0.1", true)]
    [InlineData("focal", false)]
    [InlineData("focal", true)]
    [InlineData("dice-ce", false)]
    [InlineData("dice-ce", true)]
    [InlineData("batch-dice-ce", true)]
    [InlineData("dice:absent=yes", false)]
    [InlineData("generalised-dice", false)]
    [InlineData("tversky:absent=yes", true)]
    [InlineData("focal-tversky:background=yes", false)]
    [InlineData("asymmetric-unified-focal", false)]
    public void Leaving_columns_out_is_cutting_them_off(string loss, bool regions)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = Example(regions, [6, 8]);
        var kept = new LossTarget(target.Reference.narrow(3, 0, 5)) { Overlapping = regions };
        Assert.Equal(
            Measured(LossTable.Create(loss), logits.detach().narrow(3, 0, 5).clone().requires_grad_(true), kept).Value,
            Measured(LossTable.Create(loss), logits, target).Value,
            9);
    }

    [Theory, MemberData(nameof(Losses))]
    public void An_image_of_which_nothing_was_annotated_counts_for_nothing(string loss, bool regions)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = Example(regions, [6, 8]);
        var alone = target with { Reference = target.Reference.narrow(0, 0, 1), Annotated = target.Annotated!.narrow(0, 0, 1) };
        var beside = target with
        {
            Reference = cat([alone.Reference, zeros_like(alone.Reference)]),
            Annotated = cat([alone.Annotated, zeros_like(alone.Annotated)]),
        };
        Assert.Equal(
            Measured(LossTable.Create(loss), logits.detach().narrow(0, 0, 1).clone().requires_grad_(true), alone).Value,
            Measured(LossTable.Create(loss), logits, beside).Value,
            9);
    }

    [Theory, MemberData(nameof(Losses))]
    public void A_batch_of_which_nothing_was_annotated_teaches_nothing_and_stays_finite(string loss, bool regions)
    {
        using var scope = NewDisposeScope();
        var (logits, target) = Example(regions, [6, 8]);
        var nothing = target with { Reference = zeros_like(target.Reference), Annotated = zeros_like(target.Annotated!) };
        var (value, gradient) = Measured(LossTable.Create(loss), logits, nothing);
        Assert.True(double.IsFinite(value));
        Assert.True(gradient.eq(0).all().item<bool>());
    }

    /// <summary>A coarse voxel counts as far as it was annotated; one that was not at all gets no gradient.</summary>
    [Fact]
    public void Deep_supervision_weighs_coarse_voxels_by_what_was_annotated_of_them()
    {
        using var scope = NewDisposeScope();
        var (logits, target) = Example(regions: false, [8, 8]);
        var coarse = randn([2, 3, 4, 4], ScalarType.Float64).requires_grad_(true);
        var coarsest = randn([2, 3, 2, 2], ScalarType.Float64).requires_grad_(true);
        new DeepSupervision(LossTable.Create("dice-ce")).Of([logits, coarse, coarsest], target).backward();
        Assert.Equal([1, 1, 0.5, 0], Torch.Values(target.Halved().Annotated![0, 0, 0]));
        Assert.Equal(0, coarse.grad![TensorIndex.Ellipsis, 3].abs().sum().item<double>());
        Assert.NotEqual(0, coarse.grad[TensorIndex.Ellipsis, 2].abs().sum().item<double>());
    }

    /// <summary>Two pixels of three, shares 0.5 and 0.25: (−ln 0.5 − ln 0.75)/2; the third, wrong beyond measure, was not
    /// annotated.</summary>
    [Fact]
    public void Cross_entropy_by_hand()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { 0.5, 0.75, 1e-9, 0.5, 0.25, 1 }, [1, 2, 1, 3]).log().requires_grad_(true);
        var reference = tensor(new[] { 0.0, 1, 0, 1, 0, 0 }, [1, 2, 1, 3]);
        var target = new LossTarget(reference) { Annotated = tensor(new[] { 1.0, 1, 0 }, [1, 1, 1, 3]) };
        Assert.Equal(-(Math.Log(0.5) + Math.Log(0.75)) / 2, Measured(new CrossEntropyLoss(), logits, target).Value, 9);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_without_ignored_voxels_is_the_batch_of_a_data_set_without_the_label(bool ignored)
    {
        using var scope = NewDisposeScope();
        var labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 };
        using var plain = Buffers(new LabelScheme(labels), false).ToBatch(CPU);
        using var batch = Buffers(new LabelScheme(labels, ignore: 2), ignored).ToBatch(CPU);
        if (!ignored)
        {
            Assert.Null(batch.Target.Annotated);
            Assert.True(plain.References.eq(batch.References).all().item<bool>());
            return;
        }
        Assert.Equal([1, 1, 0, 1], Torch.Values(batch.Target.Annotated!));
        Assert.Equal([1, 0, 0, 1, 0, 1, 0, 0], Torch.Values(batch.References));
    }

    private static PatchBuffers Buffers(LabelScheme scheme, bool ignored)
    {
        var buffers = new PatchBuffers(1, 1, 2, 4, 1) { Scheme = scheme };
        new byte[] { 0, 1, (byte)(ignored ? 2 : 0), 0 }.CopyTo(buffers.Labels, 0);
        return buffers;
    }

    private static bool TakesRegions(string loss)
    {
        try
        {
            LossTable.Create(loss, classes: 3, regions: true);
            return true;
        }
        catch (Seno.Core.DataException)
        {
            return false;
        }
    }

    /// <summary>Two images of three classes, or of three regions that overlap; the columns from the sixth on were not annotated.</summary>
    private static (Tensor Logits, LossTarget Target) Example(bool regions, long[] size, int? ignored = null)
    {
        random.manual_seed(5);
        long[] shape = [2, 3, .. size];
        var columns = ignored ?? size[^1] - 5;
        var annotated = ones([2, 1, .. size], ScalarType.Float64);
        if (columns > 0)
            annotated.narrow(-1, size[^1] - columns, columns).fill_(0);
        var noise = randn(shape, ScalarType.Float64);
        var reference = regions ? noise.gt(0.2) : noise.eq(noise.amax([1], keepdim: true));
        return (
            randn(shape, ScalarType.Float64).requires_grad_(true),
            new LossTarget(reference.to_type(ScalarType.Float64) * annotated) { Annotated = annotated, Overlapping = regions });
    }

    private static (double Value, Tensor Gradient) Measured(SegmentationLoss loss, Tensor logits, LossTarget target)
    {
        logits.grad?.zero_();
        var value = loss.Of(logits, target);
        value.backward();
        return (value.item<double>(), logits.grad!.clone());
    }
}
