using Seno.Learning.Losses;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Losses;

public sealed class TopologyLossesTests
{
    [Theory]
    // scipy.ndimage 1.10.1: minimum_filter with a cross, maximum_filter of 3, both with mode="nearest"
    [InlineData(7, 9, 1, false, 0.481095488656)]
    [InlineData(7, 9, 1, true, 0.504157674024)]
    [InlineData(5, 6, 4, false, 0.497397411880)]
    [InlineData(5, 6, 4, true, 0.49523700349962)]
    public void ClDice_agrees_with_scipy(int first, int second, int third, bool hard, double expected)
    {
        long[] size = third == 1 ? [first, second] : [first, second, third];
        var voxels = Enumerable.Range(0, first * second * third);
        double[] answer = [.. voxels.Select(i => 37 * i % 101 / 110.0 + 0.04)], soft = [.. voxels.Select(i => 53 * i % 97 / 110.0 + 0.04)];
        var value = hard
            ? LossLaws.Value(new ClDiceLoss(alpha: 0.3, iterations: 1), answer, [.. soft.Select(share => share > 0.5 ? 1.0 : 0)], size)
            : LossLaws.Value(new ClDiceLoss(), answer, soft, size);
        Assert.Equal(expected, value, tolerance: 1e-10);
    }

    [Fact]
    public void A_gap_in_a_line_costs_clDice_more_than_as_many_pixels_beside_it()
    {
        double[] Image(string drawing) => [.. drawing.Where(pixel => pixel != ' ').Select(pixel => pixel == '#' ? 0.999 : 0.001)];
        double Cost(string drawing) => LossLaws.Value(new ClDiceLoss(alpha: 1), Image(drawing), Image("......... ######### ######### ######### ........."), [5, 9]);
        Assert.True(Cost("......... ####.#### ####.#### ####.#### .........") > 2 * Cost("......... ######### ######### ###...### ........."));
    }

    [Fact]
    public void Betti_matching_by_hand()
    {
        // 0.9 with 0.8; 0.7 to 0.2 with 0.6 to 0.1; 0.5 to 0.1 alone
        Assert.Equal(2 * 0.01 + 2 * (0.01 + 0.01) + 0.16, LossLaws.Value(new BettiMatchingLoss(), [0.9, 0.2, 0.7, 0.1, 0.5], [0.8, 0.1, 0.6, 0, 0], [1, 5]), 9);
        // 0.6 to 0.2 here, 0.6 to 0.1 elsewhere: neither has a partner
        Assert.Equal(0.16 + 0.25, LossLaws.Value(new BettiMatchingLoss(), [0.9, 0.2, 0.6, 0.1, 0.05], [0.9, 0.2, 0.15, 0.1, 0.6], [1, 5]), 9);
    }

    [Fact]
    public void A_hole_that_is_not_in_the_reference_costs_its_depth_squared()
    {
        double[] ring = [0.9, 0.9, 0.9, 0.8, 0.3, 0.9, 0.9, 0.9, 0.9];
        Assert.Equal(0.25 + 2 * 0.01, LossLaws.Value(new BettiMatchingLoss(), ring, [1, 1, 1, 1, 1, 1, 1, 1, 1], [3, 3]), 9);
    }

    [Fact]
    public void Betti_matching_of_equal_images_is_zero_and_of_a_batch_the_mean()
    {
        double[] image = [0.9, 0.2, 0.6, 0.1, 0.4, 0.3];
        Assert.Equal(0, LossLaws.Value(new BettiMatchingLoss(), image, image, [2, 3]), 12);
        using var scope = NewDisposeScope();
        Tensor Classes(double[] a, double[] b)
        {
            var foreground = tensor([.. a, .. b], [2, 1, 2, 3]);
            return cat([1 - foreground, foreground], 1);
        }
        double[] other = [0.1, 0.7, 0.2, 0.5, 0.3, 0.8];
        var both = Torch.Values(new BettiMatchingLoss().Of(Classes(image, other).log(), new LossTarget(Classes(image, image))))[0];
        Assert.Equal(LossLaws.Value(new BettiMatchingLoss(), other, image, [2, 3]) / 2, both, 12);
    }

    [Fact]
    public void Betti_matching_pulls_only_at_voxels_that_begin_or_end_a_bar()
    {
        using var scope = NewDisposeScope();
        var foreground = tensor(new[] { 0.9, 0.2, 0.7, 0.15, 0.1, 0.12 }, [1, 1, 1, 6]);
        var logits = cat([1 - foreground, foreground], 1).log().requires_grad_(true);
        var reference = tensor(new[] { 1.0, 0, 0, 0, 0, 0 }, [1, 1, 1, 6]);
        new BettiMatchingLoss().Of(logits, new LossTarget(cat([1 - reference, reference], 1))).backward();
        var pulls = Torch.Values(logits.grad!.select(1, 1));
        // up at the one peak that is wanted, down at the peaks that are not, up at the valleys that end them
        Assert.Equal([-1, -1, 1, 0, -1, 1], pulls.Select(pull => Math.Abs(pull) < 1e-12 ? 0 : Math.Sign(pull)));
    }

    [Fact]
    public void A_large_patch_is_seen_through_the_window_of_most_error()
    {
        double[] quiet = [0.9, 0.1, 0.1, 0.1], wrong = [0.2, 0.8, 0.1, 0.9];
        double[] reference = [1, 0, 0, 0, 1, 0, 0, 0];
        Assert.Equal(
            LossLaws.Value(new BettiMatchingLoss(), wrong, [1, 0, 0, 0], [1, 4]),
            LossLaws.Value(new BettiMatchingLoss(size: 4), [.. quiet, .. wrong], reference, [1, 8]), 12);
    }
}
