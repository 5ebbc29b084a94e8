using Seno.Core;
using Seno.Learning.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Losses;

public sealed class LossTests
{
    /// <summary>Two pixels, two classes. Foreground probabilities 0.8 and 0.4 against a reference of 1 and 0, as logits log p.</summary>
    private static Tensor Logits => tensor(new[] { 0.2, 0.6, 0.8, 0.4 }, [1, 2, 1, 2]).log();

    private static Tensor Reference => tensor(new[] { 0.0, 1.0, 1.0, 0.0 }, [1, 2, 1, 2]);

    [Fact]
    public void Dice_by_hand() =>
        // overlap 0.8; sizes 0.8 + 0.4 + 1
        Assert.Equal(-(2 * 0.8 + 1e-5) / (2.2 + 1e-5), Torch.Values(new DiceLoss(overBatch: false).Of(Logits, Reference))[0], 9);

    [Fact]
    public void Cross_entropy_by_hand() =>
        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.6)) / 2, Torch.Values(new CrossEntropyLoss().Of(Logits, Reference))[0], 9);

    [Fact]
    public void Cross_entropy_of_a_soft_reference_by_hand()
    {
        var soft = tensor(new[] { 0.3, 0.5, 0.7, 0.5 }, [1, 2, 1, 2]);
        var expected = -(0.3 * Math.Log(0.2) + 0.7 * Math.Log(0.8) + 0.5 * Math.Log(0.6) + 0.5 * Math.Log(0.4)) / 2;
        Assert.Equal(expected, Torch.Values(new CrossEntropyLoss().Of(Logits, soft))[0], 9);
    }

    [Fact]
    public void Batch_Dice_takes_the_batch_as_one_image()
    {
        var logits = cat([Logits, Logits.flip(3)], 0);
        var reference = cat([Reference, tensor(new[] { 1.0, 1.0, 0.0, 0.0 }, [1, 2, 1, 2])], 0);
        // overlap 0.8 + 0; sizes 2·1.2 + 1
        Assert.Equal(-(1.6 + 1e-5) / (3.4 + 1e-5), Torch.Values(new DiceLoss(overBatch: true).Of(logits, reference))[0], 9);
        Assert.Equal((-(1.6 + 1e-5) / (2.2 + 1e-5) - 1e-5 / (1.2 + 1e-5)) / 2, Torch.Values(new DiceLoss(overBatch: false).Of(logits, reference))[0], 9);
    }

    [Fact]
    public void Dice_of_what_is_present_leaves_out_images_without_a_lesion()
    {
        var loss = new DiceLoss(overBatch: false, presentOnly: true);
        var reference = cat([Reference, tensor(new[] { 1.0, 1.0, 0.0, 0.0 }, [1, 2, 1, 2])], 0);
        Assert.Equal(-(1.6 + 1e-5) / (2.2 + 1e-5), Torch.Values(loss.Of(cat([Logits, Logits.flip(3)], 0), reference))[0], 9);
        Assert.Equal(0, Torch.Values(loss.Of(Logits, reference.narrow(0, 1, 1)))[0], 9);
    }

    /// <summary>Large enough for a lesion with a hole, which losses of topology need.</summary>
    private static readonly long[] Shape = [2, 3, 5, 5];

    public static TheoryData<string> Names => [.. LossTable.Names];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_agree_with_finite_differences(string name)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(5);
        var loss = LossTable.Create(name);
        var logits = randn(Shape, ScalarType.Float64, requires_grad: true);
        var reference = nn.functional.softmax(2 * randn(Shape, ScalarType.Float64), 1);
        loss.Of(logits, reference).backward();
        var gradient = Torch.Values(logits.grad!);
        var point = Torch.Values(logits);
        for (var i = 0; i < point.Length; i += 3)
        {
            double At(double step)
            {
                var moved = point.ToArray();
                moved[i] += step;
                return Torch.Values(loss.Of(tensor(moved, Shape), reference))[0];
            }
            Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, gradient[i], 7);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Extreme_logits_and_empty_or_full_references_stay_finite(string name)
    {
        var loss = LossTable.Create(name);
        foreach (var (size, type) in new[] { (50.0, ScalarType.Float32), (-50.0, ScalarType.Float32), (50.0, ScalarType.BFloat16), (-50.0, ScalarType.BFloat16) })
        {
            foreach (var foreground in new[] { 0.0, 1.0 })
            {
                using var scope = NewDisposeScope();
                var logits = (tensor(new[] { -1f, 1f }).reshape(1, 2, 1, 1).expand(2, 2, 8, 8) * size).to_type(type).detach().requires_grad_(true);
                var reference = tensor(new[] { (float)(1 - foreground), (float)foreground }).reshape(1, 2, 1, 1).expand(2, 2, 8, 8);
                var value = loss.Of(logits, reference);
                value.backward();
                Assert.True(value.isfinite().item<bool>());
                Assert.True(logits.grad!.isfinite().all().item<bool>());
            }
        }
    }

    [Fact]
    public void Deep_supervision_halves_each_level_and_leaves_out_the_lowest() =>
        Assert.Equal([4 / 7.0, 2 / 7.0, 1 / 7.0, 0], DeepSupervision.Weights(4).Select(weight => Math.Round(weight, 12)).Zip([4 / 7.0, 2 / 7.0, 1 / 7.0, 0], (got, wanted) => Math.Abs(got - wanted) < 1e-11 ? wanted : got));

    [Fact]
    public void An_unknown_loss_names_the_nearest() =>
        Assert.Contains("dice-ce", Assert.Throws<DataException>(() => LossTable.Create("dice-ec")).Message, StringComparison.Ordinal);
}
