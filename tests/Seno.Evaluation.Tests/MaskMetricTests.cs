using Seno.Core;
using Seno.Evaluation.Distance;
using Seno.Evaluation.Overlap;
using Seno.Evaluation.Topology;
using Seno.Imaging;

namespace Seno.Evaluation.Tests;

/// <summary>Metrics of masks beside overlap and surface distance, on masks that can be counted by eye.</summary>
public sealed class MaskMetricTests
{
    private static LabelComparison Compared(string prediction, string reference) => new(Masks.Drawn(prediction), Masks.Drawn(reference), 1);

    [Theory]
    [InlineData("##..", "#...", 2 / 3.0)]
    [InlineData("....", "#...", 1)]
    [InlineData("#...", "....", 0.75)]
    [InlineData("####", "####", 1)]
    public void Specificity_by_hand(string prediction, string reference, double expected) =>
        Assert.Equal(expected, Specificity.Of(Compared(prediction, reference).Counts), 12);

    [Fact]
    public void Volume_difference_has_a_sign_and_is_in_millilitres_where_the_spacing_is_known()
    {
        var spacing = new Vector3(10, 5, 4);
        var masks = new LabelComparison(Masks.Drawn("#...", spacing), Masks.Drawn("####", spacing), 1);
        Assert.Equal(-0.6, VolumeDifference.Of(masks.Counts, masks.Geometry), 12);
        masks = Compared("####", "#...");
        Assert.Equal(3, VolumeDifference.Of(masks.Counts, masks.Geometry));
    }

    /// <summary>A 5 × 5 square has a rim of 16 and a second ring of 8; the prediction lacks the right column: 5 × 4.</summary>
    [Fact]
    public void Boundary_iou_by_hand()
    {
        var (reference, prediction) = (Square("#####"), Square("####."));
        // Rims of one pixel: 16 and 14, of which 3 + 2·3 + ... the left column 5 and 3 more above and below are shared: 11.
        Assert.Equal(11 / 19.0, BoundaryIntersectionOverUnion.Of(new(prediction, reference, 1), 1), 12);
        // A rim as wide as the object is the object.
        Assert.Equal(20 / 25.0, BoundaryIntersectionOverUnion.Of(new(prediction, reference, 1), 10), 12);
        // Narrower than a pixel, it is one pixel wide all the same.
        Assert.Equal(11 / 19.0, BoundaryIntersectionOverUnion.Of(new(prediction, reference, 1), 0.01), 12);
        // 2 % of the diagonal of 9 × 9 is below a pixel.
        Assert.Equal(11 / 19.0, BoundaryIntersectionOverUnion.Of(new(prediction, reference, 1)), 12);
    }

    [Fact]
    public void Boundary_iou_is_in_millimetres_on_every_axis()
    {
        var spacing = new Vector3(0.5, 1, 1);
        var (reference, prediction) = (Square("#####").With(new Geometry(new(9, 9, 1), spacing)), Square("####.").With(new Geometry(new(9, 9, 1), spacing)));
        // 1 mm is two columns but one row: of the reference all but the middle three of the middle column, of the prediction everything.
        Assert.Equal((20 - 3) / 25.0, BoundaryIntersectionOverUnion.Of(new(prediction, reference, 1), 1), 12);
    }

    private static Volume<byte> Square(string row) =>
        Masks.Drawn(string.Join('/', Enumerable.Range(0, 9).Select(y => y is >= 2 and < 7 ? $"..{row}.." : ".........")));

    [Theory]
    [InlineData("...", "...", 1)]
    [InlineData("#..", "...", 0)]
    [InlineData("...", "#..", 0)]
    [InlineData("#..", "..#", 0)]
    public void Overlaps_of_rims_and_centre_lines_follow_the_policy_on_empty_masks(string prediction, string reference, double expected)
    {
        Assert.Equal(expected, BoundaryIntersectionOverUnion.Of(Compared(prediction, reference)));
        Assert.Equal(expected, CenterlineDice.Of(Compared(prediction, reference)));
    }

    /// <summary>A thick line and a thin one inside it: each centre line lies in the other, though Dice is 1/2.</summary>
    [Fact]
    public void Centre_line_dice_ignores_thickness_and_sees_a_gap()
    {
        Assert.Equal(1, CenterlineDice.Of(Compared("........./#########/.........", "#########/#########/#########")), 12);
        // The skeleton of a line is the line: precision 1, sensitivity 6/9.
        Assert.Equal(2 * (6 / 9.0) / (1 + 6 / 9.0), CenterlineDice.Of(Compared("###...###", "#########")), 12);
    }

    [Theory]
    [InlineData("####/#..#/####", 1, 1)]
    [InlineData("#.#", 2, 0)]
    [InlineData("#./.#", 1, 0)]                     // joined at a corner
    [InlineData(".#./#.#/.#.", 1, 1)]               // joined at corners, the hole is closed
    [InlineData("#####/#.#.#/#####", 1, 2)]
    [InlineData("...", 0, 0)]
    public void Betti_numbers_of_drawings(string mask, int objects, int holes)
    {
        var drawn = Masks.Drawn(mask);
        Assert.Equal(new BettiNumbers(objects, holes, 0), BettiNumbers.Of(new LabelComparison(drawn, drawn, 1).Prediction));
    }

    [Fact]
    public void Betti_numbers_of_a_ball_a_shell_and_a_ring()
    {
        var ball = Masks.Ball(15, 6, new(1, 1, 1));
        Assert.Equal(new BettiNumbers(1, 0, 0), BettiNumbers.Of(ball));
        var core = Masks.Ball(15, 3, new(1, 1, 1));
        var shell = new Volume<byte>(ball.Geometry, [.. ball.Array.Zip(core.Array, (a, b) => (byte)(a - b))]);
        Assert.Equal(new BettiNumbers(1, 0, 1), BettiNumbers.Of(shell));
        var ring = new Volume<byte>(ball.Geometry);
        for (var i = 0; i < ring.Array.Length; i++)
            ring.Array[i] = (byte)(ball.Array[i] == 1 && Math.Abs(i / 225 - 7) <= 1 && Math.Pow(i % 15 - 7, 2) + Math.Pow(i / 15 % 15 - 7, 2) > 9 ? 1 : 0);
        Assert.Equal(new BettiNumbers(1, 1, 0), BettiNumbers.Of(ring));

        Assert.Equal(1, BettiError.Of(new(ball, shell, 1)));
        Assert.Equal(2, BettiError.Of(new(ring, shell, 1)));
        Assert.Equal(1, BettiError.Of(new(new Volume<byte>(ball.Geometry), ball, 1)));
        Assert.Equal(0, BettiError.Of(new(new Volume<byte>(ball.Geometry), new Volume<byte>(ball.Geometry), 1)));
    }

    /// <summary>A lesion that fills the image to its border is as whole as any other.</summary>
    [Fact]
    public void A_mask_at_the_border_loses_nothing()
    {
        var full = Compared("###/###", "###/###");
        Assert.Equal(6, full.Counts.TruePositives);
        Assert.Equal(1, BoundaryIntersectionOverUnion.Of(full));
        Assert.Equal(1, CenterlineDice.Of(full));
        Assert.Equal(0, HausdorffDistance.Of(full.Surfaces));
        // Sides of 2 and 1 px between the outermost centres, half-pixel bevels at the corners.
        Assert.Equal(2 * 3 + 2 * 2 - 4 * (1 - Math.Sqrt(0.5)), full.Surfaces.FromReference.Size, 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_pass_counts_what_a_pass_a_label_counts(int seed)
    {
        var random = new SeededRandom((ulong)seed, "labels");
        var geometry = new Geometry(new(7, 5, 4));
        Volume<byte> Drawn() => new(geometry, [.. Enumerable.Range(0, 140).Select(_ => (byte)(random.Next(5) * random.Next(2)))]);
        var (prediction, reference) = (Drawn(), Drawn());
        foreach (var masks in LabelComparison.Of(prediction, reference, [1, 2, 3, 4, 9]))
        {
            Assert.Equal(ConfusionCounts.Of(prediction.Span, reference.Span, masks.Label), masks.Counts);
            Assert.Equal(masks.Counts.PredictionSize, masks.Prediction.Array.Sum(voxel => voxel));
            Assert.Equal(masks.Counts.ReferenceSize, masks.Reference.Array.Sum(voxel => voxel));
            Assert.Equal(masks.Counts.TruePositives, masks.Prediction.Array.Zip(masks.Reference.Array, (p, r) => p & r).Sum());
        }
    }
}
