using Seno.Learning.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Losses;

/// <summary>Losses of two images of three pixels and three classes; the second image has no class 2.</summary>
public sealed class LossValueTests
{
    private static Tensor Logits => tensor(new[] { .7, .2, .1, .2, .5, .3, .1, .3, .6, .6, .3, .2, .3, .6, .3, .1, .1, .5 }, [2, 3, 1, 3]).log();

    private static Tensor Reference => tensor(new[] { 1.0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0 }, [2, 3, 1, 3]);

    /// <summary>
    /// Cross-entropies: torch.nn.functional.cross_entropy of PyTorch 1.13 with weight and label_smoothing. The others: the papers' equations written
    /// out pixel by pixel in Python, from TP, FP and FN of hard labels; with s = 1e-5.
    /// </summary>
    [Theory]
    [InlineData("cross-entropy:weights=1/2/4", 0.6438911900060357)]
    [InlineData("cross-entropy:weights=1/2/4,smoothing=0.1", 0.7397976157273894)]
    [InlineData("cross-entropy:smoothing=0.1", 0.6975739050587477)]
    [InlineData("focal", 0.17342175227030943)]
    [InlineData("focal:gamma=1.5,weights=1/2/4", 0.4772646013160009)]
    [InlineData("dice", -0.5541686223869092)]
    [InlineData("dice:absent=yes", -0.41563003816773364)]
    [InlineData("dice-focal", -0.5541686223869092 + 0.17342175227030943)]
    [InlineData("tversky", 0.4628748624663874)]
    [InlineData("tversky:absent=yes", 0.5971442426547522)]
    [InlineData("focal-tversky", 0.5606684690262241)]
    [InlineData("focal-tversky:exponent=0.25,background=yes", 0.6982826604829548)]
    [InlineData("generalised-dice", 0.4708333333333333)]
    [InlineData("unified-focal", 0.476050912322119)]
    [InlineData("asymmetric-unified-focal", 0.47521890257908955)]
    public void Values_computed_apart(string expression, double expected) =>
        Assert.Equal(expected, Torch.Values(LossTable.Create(expression).Of(Logits, Reference))[0], 9);

    /// <summary>Pixels 0.5 mm apart, the lesion at the third and fourth: ε = 0.2 exp(−d²/(2·0.8²)) with d = 1, ½, ½, ½, ½, 1 mm, worked out in Python.</summary>
    [Fact]
    public void Smoothing_near_the_boundary_fades_with_the_distance_in_mm()
    {
        double[] share = [.1, .2, .7, .9, .4, .3];
        var logits = tensor(share.Select(p => 1 - p).Concat(share).ToArray(), [1, 2, 1, 6]).log();
        var reference = tensor(new[] { 1.0, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0 }, [1, 2, 1, 6]);
        var loss = new CrossEntropyLoss(smoothing: 0.2, boundarySigma: 0.8);
        Assert.Equal(0.36587503112463526, Torch.Values(loss.Of(logits, new LossTarget(reference) { Spacing = [1, 0.5] }))[0], 7);
        var given = tensor(new[] { -1, -.5, .5, .5, -.5, -1, 1, .5, -.5, -.5, .5, 1 }, [1, 2, 1, 6]);
        Assert.Equal(0.36587503112463526, Torch.Values(loss.Of(logits, new LossTarget(reference) { Distances = given }))[0], 9);
    }

    [Fact]
    public void Smoothing_near_the_boundary_leaves_an_image_without_one_alone()
    {
        var empty = zeros_like(Reference);
        empty.select(1, 0).fill_(1);
        Assert.Equal(Value(new CrossEntropyLoss(), empty), Value(new CrossEntropyLoss(smoothing: 0.2, boundarySigma: 1), empty), 12);
    }

    /// <summary>p = 0.8 and 0.4 against shares of 0.7 and 0.5.</summary>
    [Fact]
    public void Focal_of_a_soft_reference_by_hand()
    {
        var logits = tensor(new[] { 0.2, 0.6, 0.8, 0.4 }, [1, 2, 1, 2]).log();
        var soft = tensor(new[] { 0.3, 0.5, 0.7, 0.5 }, [1, 2, 1, 2]);
        var expected = -(0.3 * 0.64 * Math.Log(0.2) + 0.7 * 0.04 * Math.Log(0.8) + 0.5 * 0.16 * Math.Log(0.6) + 0.5 * 0.36 * Math.Log(0.4)) / 2;
        Assert.Equal(expected, Torch.Values(new FocalLoss().Of(logits, soft))[0], 9);
    }

    [Fact]
    public void Tversky_with_halves_is_one_minus_Dice_and_focal_with_gamma_0_is_cross_entropy()
    {
        Assert.Equal(1 + Value(new DiceLoss(false, 0, true), Reference), Value(new TverskyLoss(0.5, 0.5, 0), Reference), 9);
        Assert.Equal(Value(new CrossEntropyLoss(), Reference), Value(new FocalLoss(0), Reference), 9);
    }

    /// <summary>TI = 2/(2 + 0.7·1) when one of three pixels is missed, 3/(3 + 0.3·1) when one is superfluous.</summary>
    [Fact]
    public void Tversky_punishes_a_missed_pixel_more_than_a_superfluous_one()
    {
        var loss = new TverskyLoss(smooth: 0);
        Assert.Equal(1 - 2 / 2.7, Value([1, 1, 0, 0]), 6);
        Assert.Equal(1 - 3 / 3.3, Value([1, 1, 1, 1]), 6);

        double Value(double[] lesion)
        {
            var logits = 100 * tensor(lesion.Select(p => 1 - p).Concat(lesion).ToArray(), [1, 2, 1, 4]);
            return Torch.Values(loss.Of(logits, tensor(new[] { 0.0, 0, 0, 1, 1, 1, 1, 0 }, [1, 2, 1, 4])))[0];
        }
    }

    public static TheoryData<string> Names => [.. LossTable.Names];

    [Theory, MemberData(nameof(Names))]
    public void Losses_of_bfloat16_logits_are_those_of_the_same_numbers_in_float32(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var loss = LossTable.Create(name);
        var logits = (3 * randn([2, 2, 8, 8])).to_type(ScalarType.BFloat16);
        var lesion = zeros([2, 1, 8, 8]);
        lesion.narrow(2, 2, 4).narrow(3, 2, 4).fill_(1);
        var reference = cat([1 - lesion, lesion], 1);
        Assert.Equal(Torch.Values(loss.Of(logits.to_type(ScalarType.Float32), reference))[0], Torch.Values(loss.Of(logits, reference))[0], 12);
    }

    private static double Value(SegmentationLoss loss, Tensor reference) => Torch.Values(loss.Of(Logits, reference))[0];
}
