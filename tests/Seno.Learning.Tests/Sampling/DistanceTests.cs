using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Learning.Losses;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Sampling;

public sealed class DistanceTests
{
    private const int Side = 48;

    /// <summary>scipy.ndimage: distance_transform_edt(1 − m, sampling) − distance_transform_edt(m, sampling), m = 0 1 1 0 0, 0.5 mm apart.</summary>
    [Fact]
    public void Maps_are_in_mm_negative_inside_and_0_for_a_class_without_boundary()
    {
        var reference = tensor(new[] { 1f, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0 }, [1, 3, 1, 5]);
        var maps = Torch.Values(DistanceMaps.Of(reference, [2, 0.5]));
        Assert.Equal([-.5, .5, .5, -.5, -1, .5, -.5, -.5, .5, 1, 0, 0, 0, 0, 0], maps);
        Assert.Equal(2, Torch.Values(DistanceMaps.Of(reference))[9]);
    }

    [Fact]
    public void A_volume_has_distances_along_z_too()
    {
        var reference = zeros([1, 2, 3, 3, 3]);
        reference[0, 1, 1, 1, 1] = 1f;
        reference[0, 0] = 1 - reference[0, 1];
        var map = Torch.Values(DistanceMaps.Of(reference, [3, 1, 1]))[27..];
        Assert.Equal((-1, 3, Math.Sqrt(11)), (map[13], map[4], Math.Round(map[0] * map[0]) == 11 ? Math.Sqrt(11) : map[0]));
    }

    /// <summary>A patch mirrored only: the map of the patch's own labels, pixel by pixel. Beyond the slice, far from the lesion, what is added up is an upper bound (the triangle's inequality).</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_copied_patch_has_the_map_of_its_own_labels(bool mirrorX, bool mirrorY)
    {
        var transform = new SpatialTransform(0, 1, mirrorX, mirrorY);
        var (map, labels) = Sampled(transform, 24.3, 21.9);
        var own = SignedDistanceMap.Of(labels, new Geometry(new(Side, Side, 1)));
        for (var i = 0; i < own.Length; i++)
            Assert.InRange(map[i], own[i] - 1e-4, own[i] < 12 ? own[i] + 1e-4 : 1.05 * own[i]);
    }

    /// <summary>Turned and magnified, the patch's own labels have the sampled map within what interpolating labels may move a boundary.</summary>
    [Fact]
    public void Distances_turn_and_grow_with_the_patch()
    {
        foreach (var scale in new[] { 0.75, 1.0, 1.4 })
        {
            var (map, labels) = Sampled(new SpatialTransform(0.5, scale, true, false), 24, 22);
            var own = SignedDistanceMap.Of(labels, new Geometry(new(Side, Side, 1)));
            for (var i = 0; i < own.Length; i++)
                Assert.InRange(map[i], own[i] - 1.5, (own[i] < 12 ? own[i] : 1.1 * own[i]) + 1.5);
        }
    }

    [Fact]
    public void Outside_the_slice_the_way_back_is_added_and_an_absent_class_stays_0()
    {
        var patch = new float[5];
        DistanceSampler.Sample([-1, 1], 2, 1, (0.5f, 0.5f), background: false, 0, 0, 5, new SpatialTransform(0, 1, false, false), patch);
        Assert.Equal([1, 0.5f, -1, 1, 1.5f], patch);
        DistanceSampler.Sample([1, -1], 2, 1, (0.5f, 0.5f), background: true, 0, 0, 5, SpatialTransform.Identity, patch);
        Assert.Equal([-1, -0.5f, 1, -1, -1.5f], patch);
        DistanceSampler.Sample([0, 0], 2, 1, (1, 1), background: false, 0, 0, 5, SpatialTransform.Identity, patch);
        Assert.All(patch, value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_batch_brings_maps_and_spacing_and_the_same_ones_whatever_was_drawn_before()
    {
        var plan = Plan([0.5, 0.25]);
        var source = new PatchSource(plan, [Disc(plan)], new AugmentationOptions { RotationProbability = 1, ScalingProbability = 1 });
        using var scope = NewDisposeScope();
        using var batch = source.Draw(7).ToBatch(CPU);
        _ = source.Draw(3);
        Assert.Equal([0.25, 0.5], batch.Target.Spacing!);
        Assert.Equal(batch.References.shape, batch.Target.Distances!.shape);
        Assert.Equal(source.Draw(7).Distances!, Torch.Values(batch.Target.Distances!).Select(value => (float)value));
        var inside = batch.References.select(1, 1).gt(0).logical_and(batch.Target.Distances!.select(1, 1).gt(0.8)).sum().item<long>();
        Assert.Equal(0, inside);
    }

    [Fact]
    public void Without_a_loss_that_needs_them_no_maps_are_carried()
    {
        var plan = Plan(null);
        var disc = Disc(plan);
        var bare = disc with { Slices = [disc.Slices[0] with { Distances = null }] };
        using var batch = new PatchSource(plan, [bare], new AugmentationOptions()).Draw(0).ToBatch(CPU);
        Assert.Null(batch.Target.Distances);
        Assert.Null(batch.Target.Spacing);
    }

    private static Plan Plan(double[]? spacing) => new()
    {
        Dataset = "discs",
        Channels = ["image"],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".png",
        TargetSpacing = spacing,
        Patch = [Side, Side],
        BatchSize = 2,
        Features = [4, 8],
        Iterations = 10,
        EpochLength = 5,
    };

    private static PreprocessedCase Disc(Plan plan)
    {
        var labels = DiscLabels();
        var spacing = plan.TargetSpacing is { } target ? new Vector3(target[0], target[1], 1) : new Vector3(1, 1, 1);
        var geometry = new Geometry(new(Side, Side, 1), spacing);
        var background = labels.Select(label => (byte)(1 - label)).ToArray();
        return new("disc", [new PreprocessedSlice(Side, Side, [new float[Side * Side]], labels)
        {
            Distances = new([SignedDistanceMap.Of(background, geometry), SignedDistanceMap.Of(labels, geometry)], spacing.X, spacing.Y),
        }]);
    }

    private static byte[] DiscLabels() => [.. Enumerable.Range(0, Side * Side).Select(i => (byte)(Math.Pow(i % Side - 26, 2) + Math.Pow(i / Side - 20, 2) < 64 ? 1 : 0))];

    private static (float[] Map, byte[] Labels) Sampled(SpatialTransform transform, double x, double y)
    {
        var (source, map, labels) = (DiscLabels(), new float[Side * Side], new byte[Side * Side]);
        var distances = SignedDistanceMap.Of(source, new Geometry(new(Side, Side, 1)));
        PatchSampler.Sample([new float[Side * Side]], source, Side, Side, x, y, Side, Side, transform, new float[Side * Side], labels);
        DistanceSampler.Sample(distances, Side, Side, (1, 1), background: false, x, y, Side, transform, map);
        return (map, labels);
    }
}
