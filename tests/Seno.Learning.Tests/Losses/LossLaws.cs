using Seno.Learning.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Losses;

/// <summary>What holds for every loss.</summary>
internal static class LossLaws
{
    /// <summary>Two images of two foreground classes; a generic point, where no two values are equal.</summary>
    public static void GradientsAgreeWithFiniteDifferences(SegmentationLoss loss, long[] size)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(11);
        long[] shape = [2, 3, .. size];
        var logits = randn(shape, ScalarType.Float64, requires_grad: true);
        var target = new LossTarget(nn.functional.softmax(2 * randn(shape, ScalarType.Float64), 1)) { Spacing = [.. size.Select((_, axis) => 0.5 + 0.25 * axis)] };
        loss.Of(logits, target).backward();
        var gradient = Torch.Values(logits.grad!);
        var point = Torch.Values(logits);
        Assert.Contains(gradient, value => Math.Abs(value) > 1e-4);
        for (var i = 0; i < point.Length; i++)
        {
            double At(double step)
            {
                using var own = NewDisposeScope();
                var moved = point.ToArray();
                moved[i] += step;
                return Torch.Values(loss.Of(tensor(moved, shape), target))[0];
            }
            Assert.Equal((At(1e-6) - At(-1e-6)) / 2e-6, gradient[i], 6);
        }
    }

    /// <summary>Logits of ±50, of two types, against references that are empty, full or half so.</summary>
    public static void ExtremesStayFinite(SegmentationLoss loss, long[] size)
    {
        foreach (var type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            foreach (var logit in new[] { -50f, 50f })
            {
                foreach (var share in new[] { 0f, 0.5f, 1f })
                {
                    using var scope = NewDisposeScope();
                    var foreground = full([2, 1, .. size], share);
                    var logits = cat([zeros_like(foreground), full_like(foreground, logit)], 1).to_type(type).detach().requires_grad_(true);
                    var value = loss.Of(logits, new LossTarget(cat([1 - foreground, foreground], 1)));
                    value.backward();
                    Assert.True(value.isfinite().item<bool>());
                    Assert.True(logits.grad!.isfinite().all().item<bool>());
                }
            }
        }
    }

    /// <summary>The value for one image of one foreground class, given by its probabilities.</summary>
    public static double Value(SegmentationLoss loss, double[] probabilities, double[] reference, long[] size, params double[] spacing)
    {
        using var scope = NewDisposeScope();
        var (p, g) = (tensor(probabilities, [1, 1, .. size]), tensor(reference, [1, 1, .. size]));
        return Torch.Values(loss.Of(cat([1 - p, p], 1).log(), new LossTarget(cat([1 - g, g], 1)) { Spacing = spacing.Length == 0 ? null : spacing }))[0];
    }
}
