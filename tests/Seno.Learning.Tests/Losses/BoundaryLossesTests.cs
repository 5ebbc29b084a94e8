using Seno.Learning.Losses;
using static TorchSharp.torch;

namespace Seno.Learning.Tests.Losses;

public sealed class BoundaryLossesTests
{
    /// <summary>Signed distances −2, −1, 1, 2; those of the answer's mask, its first pixel alone, −1, 1, 2, 3.</summary>
    private static readonly double[] Answer = [0.8, 0.4, 0.2, 0.1];

    private static readonly double[] Reference = [1, 1, 0, 0];

    [Fact]
    public void Boundary_by_hand()
    {
        Assert.Equal((-2 * 0.8 - 0.4 + 0.2 + 2 * 0.1) / 4, LossLaws.Value(new BoundaryLoss(), Answer, Reference, [1, 4]), 9);
        Assert.Equal(0.25 * (-2 * 0.8 - 0.4 + 0.2 + 2 * 0.1) / 4, LossLaws.Value(new BoundaryLoss(), Answer, Reference, [1, 4], 3, 0.25), 6);
    }

    [Fact]
    public void Boundary_reads_a_soft_reference_at_one_half() =>
        Assert.Equal(LossLaws.Value(new BoundaryLoss(), Answer, Reference, [2, 2]), LossLaws.Value(new BoundaryLoss(), Answer, [0.9, 0.5, 0.4, 0.1], [2, 2]), 9);

    [Fact]
    public void Boundary_is_zero_without_a_boundary_and_takes_the_distances_it_is_given()
    {
        Assert.Equal(0, LossLaws.Value(new BoundaryLoss(), Answer, [0, 0, 0, 0], [2, 2]));
        Assert.Equal(0, LossLaws.Value(new BoundaryLoss(), Answer, [1, 1, 1, 1], [2, 2]));
        var distances = tensor(new[] { 9.0, 9, 7, -3 }, [1, 2, 1, 2]);
        var logits = tensor(new[] { 0.2, 0.6, 0.8, 0.4 }, [1, 2, 1, 2]).log();
        Assert.Equal((0.8 * 7 - 0.4 * 3) / 2, Torch.Values(new BoundaryLoss().Of(logits, new LossTarget(zeros_like(logits)) { Distances = distances }))[0], 9);
    }

    [Fact]
    public void Hausdorff_by_hand()
    {
        var expected = (0.04 * (1 + 4) + 0.36 * (1 + 1) + 0.04 * (4 + 1) + 0.01 * (9 + 4)) / 4;
        Assert.Equal(expected, LossLaws.Value(new HausdorffLoss(), Answer, Reference, [1, 4]), 9);
        Assert.Equal(0.25 * expected, LossLaws.Value(new HausdorffLoss(), Answer, Reference, [1, 4], 3, 0.5), 9);
        Assert.Equal(expected / 17, LossLaws.Value(new HausdorffLoss(relative: true), Answer, Reference, [1, 4]), 6);
    }

    [Fact]
    public void Hausdorff_with_another_power_by_hand() =>
        Assert.Equal((0.04 * 3 + 0.36 * 2 + 0.04 * 3 + 0.01 * 5) / 4, LossLaws.Value(new HausdorffLoss(alpha: 1), Answer, Reference, [1, 4]), 9);

    [Fact]
    public void Focal_boundary_Dice_by_hand()
    {
        var (near, far) = (1 + Math.Exp(-1 / 8.0), 1 + Math.Exp(-4 / 8.0));
        var overlap = 2 * (0.8 * far + 0.4 * near);
        var wrong = far * 0.2 * (1 + 0.04) + near * 0.6 * (1 + 0.36) + near * 0.2 * (1 + 0.04) + far * 0.1 * (1 + 0.01);
        Assert.Equal(wrong / (overlap + wrong + 1), LossLaws.Value(new FocalBoundaryDiceLoss(), Answer, Reference, [1, 4]), 6);
        Assert.Equal(wrong / (overlap + wrong + 1), LossLaws.Value(new FocalBoundaryDiceLoss(), Answer, Reference, [1, 4], 3, 0.1), 6);
    }

    [Fact]
    public void Focal_boundary_Dice_is_zero_where_the_answer_is_the_soft_reference() =>
        Assert.Equal(0, LossLaws.Value(new FocalBoundaryDiceLoss(), Answer, Answer, [2, 2]), 9);

    [Fact]
    public void A_boundary_error_costs_focal_boundary_Dice_more_than_one_far_off_and_Hausdorff_less()
    {
        double[] reference = [1, 1, 0, 0, 0, 0, 0, 0], near = [0.99, 0.99, 0.9, 0.01, 0.01, 0.01, 0.01, 0.01], off = [0.99, 0.99, 0.01, 0.01, 0.01, 0.01, 0.01, 0.9];
        Assert.True(LossLaws.Value(new FocalBoundaryDiceLoss(), near, reference, [1, 8]) > LossLaws.Value(new FocalBoundaryDiceLoss(), off, reference, [1, 8]));
        Assert.True(LossLaws.Value(new HausdorffLoss(), near, reference, [1, 8]) < LossLaws.Value(new HausdorffLoss(), off, reference, [1, 8]));
    }
}
