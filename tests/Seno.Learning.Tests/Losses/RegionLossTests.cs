using Seno.Core;
using Seno.Learning.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Losses;

/// <summary>Losses of regions that may overlap, each with its own sigmoid.</summary>
public sealed class RegionLossTests
{
    public static TheoryData<string> Losses =>
    [
        "dice-ce", "batch-dice-ce", "dice", "dice:absent=yes", "batch-dice", "cross-entropy", "cross-entropy:smoothing=0.1",
        "cross-entropy:smoothing=0.2,boundary=2", "focal", "focal:gamma=1.5", "dice-focal",
        "generalised-dice:background=no", "tversky", "tversky:batch=yes", "focal-tversky", "boundary", "hausdorff", "focal-boundary-dice",
        "cldice", "betti",
    ];

    /// <summary>σ(x) is the softmax of (0, x): a single region is two classes.</summary>
    [Theory, MemberData(nameof(Losses))]
    public void A_single_region_is_a_foreground_class(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        var scores = randn([2, 1, 6, 7], ScalarType.Float64);
        var region = randn([2, 1, 6, 7], ScalarType.Float64).gt(0).to_type(ScalarType.Float64);
        var asRegion = LossTable.Create(name, classes: 1, regions: true).Of(scores, new LossTarget(region) { Overlapping = true });
        var asClass = LossTable.Create(name, classes: 2).Of(
            cat([zeros_like(scores), scores], 1),
            new LossTarget(cat([1 - region, region], 1)));
        Assert.Equal(asClass.item<double>(), asRegion.item<double>(), 9);
    }

    /// <summary>One image of two pixels; σ = 0.8, 0.6 in the outer region, which has both, 0.3, 0.9 in the inner one, which has the
    /// second.</summary>
    [Fact]
    public void Two_regions_by_hand()
    {
        using var scope = NewDisposeScope();
        var shares = tensor(new[] { 0.8, 0.6, 0.3, 0.9 }, [1, 2, 1, 2]);
        var target = new LossTarget(tensor(new[] { 1.0, 1, 0, 1 }, [1, 2, 1, 2])) { Overlapping = true };
        var logits = (shares / (1 - shares)).log();
        double Value(string loss) => LossTable.Create(loss, classes: 2, regions: true).Of(logits, target).item<double>();
        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.6) + Math.Log(0.7) + Math.Log(0.9)) / 4, Value("cross-entropy"), 9);
        Assert.Equal(-(2 * Math.Log(0.8) + 2 * Math.Log(0.6) + Math.Log(0.7) + Math.Log(0.9)) / 4, Value("cross-entropy:weights=2/1"), 9);
        Assert.Equal(-(0.04 * Math.Log(0.8) + 0.16 * Math.Log(0.6) + 0.09 * Math.Log(0.7) + 0.01 * Math.Log(0.9)) / 4, Value("focal"), 9);
        Assert.Equal(-(2 * 1.4 / 3.4 + 2 * 0.9 / 2.2) / 2, Value("dice:smooth=0"), 9);
    }

    [Fact]
    public void Logits_beyond_the_range_of_a_sigmoid_stay_finite()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[] { -200f, 200, -200, 200 }, [1, 2, 1, 2]).requires_grad_(true);
        var value = LossTable.Create("dice-focal", classes: 2, regions: true).Of(
            logits,
            new LossTarget(tensor(new[] { 1f, 1, 0, 0 }, [1, 2, 1, 2])) { Overlapping = true });
        value.backward();
        Assert.True(value.isfinite().item<bool>() && logits.grad!.isfinite().all().item<bool>());
    }

    [Theory]
    [InlineData("unified-focal")]
    [InlineData("asymmetric-unified-focal")]
    [InlineData("generalised-dice")]
    [InlineData("focal-tversky:background=yes")]
    [InlineData("dice-ce+0.5*unified-focal")]
    public void A_loss_that_weighs_the_background_refuses_regions(string loss) =>
        Assert.Contains(
            "regions that overlap",
            Assert.Throws<DataException>(() => LossTable.Create(loss, classes: 3, regions: true)).Message,
            StringComparison.Ordinal);
}
