using Seno.Evaluation.Overlap;

namespace Seno.Evaluation.Tests;

public sealed class OverlapTests
{
    /// <summary>prediction, reference, dsc, iou, conformity, sensitivity, precision; drawn so that anyone can count the voxels.</summary>
    public static readonly TheoryData<string, string, double, double, double, double, double> Cases = new()
    {
        { "##.", "##.", 1, 1, 1, 1, 1 },
        { "##.", ".##", 0.5, 1 / 3.0, -1, 0.5, 0.5 },
        { "#...", "####", 0.4, 0.25, -2, 0.25, 1 },
        { "####", "##..", 2 / 3.0, 0.5, 0, 1, 0.5 },
        { "...", "...", 1, 1, 1, 1, 1 },
        { "#..", "...", 0, 0, double.NegativeInfinity, 0, 0 },
        { "...", "#..", 0, 0, double.NegativeInfinity, 0, 0 },
        { "#..", "..#", 0, 0, double.NegativeInfinity, 0, 0 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Overlap_of_masks_drawn_by_hand(string prediction, string reference, double dsc, double iou, double conformity, double sensitivity, double precision)
    {
        var counts = ConfusionCounts.Of(Masks.Drawn(prediction).Span, Masks.Drawn(reference).Span, 1);
        Assert.Equal(dsc, Dice.Of(counts), 12);
        Assert.Equal(iou, IntersectionOverUnion.Of(counts), 12);
        Assert.Equal(conformity, Conformity.Of(counts), 12);
        Assert.Equal(sensitivity, Sensitivity.Of(counts), 12);
        Assert.Equal(precision, Precision.Of(counts), 12);
    }

    [Fact]
    public void Conformity_is_three_minus_two_over_dice_for_any_overlapping_masks()
    {
        for (var both = 1; both < 20; both++)
        {
            for (var wrong = 0; wrong < 20; wrong++)
            {
                var counts = new ConfusionCounts(both, wrong, 2 * wrong, 100);
                Assert.Equal(3 - 2 / Dice.Of(counts), Conformity.Of(counts), 9);
            }
        }
    }

    [Fact]
    public void Only_the_label_asked_for_counts()
    {
        byte[] prediction = [0, 1, 2, 2, 1];
        byte[] reference = [0, 2, 2, 2, 1];
        Assert.Equal(new ConfusionCounts(2, 0, 1, 2), ConfusionCounts.Of(prediction, reference, 2));
        Assert.Equal(new ConfusionCounts(1, 1, 0, 3), ConfusionCounts.Of(prediction, reference, 1));
    }
}
