using Seno.Evaluation.Distance;
using Seno.Imaging;

namespace Seno.Evaluation.Tests;

public sealed class SurfaceDistanceTests
{
    private static double Hausdorff(Volume<byte> a, Volume<byte> b) => SurfaceDistances.Between(a, b, 1).Hausdorff95();

    private static double Average(Volume<byte> a, Volume<byte> b) => SurfaceDistances.Between(a, b, 1).AverageSymmetric();

    [Fact]
    public void Equal_masks_are_at_distance_nought_also_at_the_border()
    {
        var mask = Masks.Drawn("##./##./...");
        Assert.Equal(0, Hausdorff(mask, mask));
        Assert.Equal(0, Average(mask, mask));
    }

    [Fact]
    public void Single_pixels_are_as_far_apart_as_they_are()
    {
        // Four corner elements each, every one exactly 3 px from its twin or nearer to another: columns 0 and 1 against 3 and 4.
        var (a, b) = (Masks.Drawn("#..../....."), Masks.Drawn("...#./....."));
        Assert.Equal(3, Hausdorff(a, b), 6);
        Assert.Equal(2.5, Average(a, b), 6);
    }

    [Fact]
    public void Spacing_is_obeyed_on_each_axis()
    {
        var spacing = new Vector3(0.5, 2, 1);
        Assert.Equal(1.5, Hausdorff(Masks.Drawn("#..../.....", spacing), Masks.Drawn("...#./.....", spacing)), 6);
        Assert.Equal(2, Hausdorff(Masks.Drawn("##/../..", spacing), Masks.Drawn("../##/..", spacing)), 6);
    }

    [Fact]
    public void One_empty_mask_costs_the_diagonal_and_two_cost_nothing()
    {
        var (some, none) = (Masks.Drawn("#../.../...", new Vector3(2, 2, 1)), Masks.Drawn(".../.../...", new Vector3(2, 2, 1)));
        Assert.Equal(Math.Sqrt(72), Hausdorff(some, none), 9);
        Assert.Equal(Math.Sqrt(72), Average(none, some), 9);
        Assert.Equal(0, Hausdorff(none, none));
        Assert.Equal(0, Average(none, none));
    }

    /// <summary>A blot on 2 % of the boundary moves the maximum but not the 95th percentile.</summary>
    [Fact]
    public void The_ninety_fifth_percentile_ignores_a_small_spur()
    {
        var plain = Masks.Drawn(string.Join('/', Enumerable.Repeat(new string('#', 60) + new string('.', 10), 60)));
        var spur = Masks.Drawn(string.Join('/', Enumerable.Range(0, 60).Select(y => new string('#', 60) + (y == 30 ? "#####....." : ".........."))));
        Assert.Equal(0, Hausdorff(plain, spur));
        Assert.True(Average(plain, spur) > 0);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0.5, 1, 1)]
    public void Area_of_a_ball_comes_near_four_pi_r_squared(double x, double y, double z)
    {
        var spacing = new Vector3(x, y, z);
        var mask = Masks.Ball(41, 9, spacing);
        var areas = SurfaceElementArea.Areas(spacing);
        var total = 0.0;
        for (var w = 0; w < 40; w++)
        {
            for (var v = 0; v < 40; v++)
            {
                for (var u = 0; u < 40; u++)
                    total += areas[Enumerable.Range(0, 8).Sum(corner => mask[u + (corner & 1), v + (corner >> 1 & 1), w + (corner >> 2)] << corner)];
            }
        }
        // A staircase of voxels is always larger than the smooth ball: about 8 % here.
        Assert.InRange(total / (4 * Math.PI * 81), 1, 1.12);
    }

    [Fact]
    public void Areas_of_plain_configurations_by_hand()
    {
        var areas = SurfaceElementArea.Areas(new Vector3(1, 1, 1));
        Assert.Equal(0, areas[0]);
        Assert.Equal(0, areas[255]);
        Assert.Equal(Math.Sqrt(3) / 8, areas[1], 12);           // one corner: an equilateral triangle of side √½
        Assert.Equal(1, areas[0b00001111], 12);                 // half the cell: a unit square
        Assert.Equal(Math.Sqrt(0.5), areas[0b00000011], 12);    // an edge: a rectangle 1 × √½
        for (var code = 0; code < 256; code++)
            Assert.True(areas[code] > 0 == code is not (0 or 255));
    }

    [Fact]
    public void Lengths_of_plain_configurations_by_hand()
    {
        var lengths = SurfaceElementArea.Lengths(new Vector3(3, 4, 1));
        Assert.Equal(0, lengths[0]);
        Assert.Equal(0, lengths[15]);
        Assert.Equal(2.5, lengths[1], 12);
        Assert.Equal(3, lengths[0b0011], 12);
        Assert.Equal(4, lengths[0b0101], 12);
        Assert.Equal(5, lengths[0b1001], 12);
        Assert.Equal(2.5, lengths[0b0111], 12);
    }

    [Fact]
    public void Balls_shifted_by_two_millimetres_are_at_most_two_apart()
    {
        var spacing = new Vector3(0.5, 1, 1);
        var (a, b) = (Masks.Ball(31, 6, spacing), Masks.Ball(31, 6, spacing, shiftX: 2));
        Assert.InRange(Hausdorff(a, b), 1.5, 2.01);
        // The mean of |2 cos θ| over a sphere is 1; elements that share a cell are at 0, which takes about half a voxel off.
        Assert.InRange(Average(a, b), 0.6, 1);
        Assert.Equal(Hausdorff(a, b), Hausdorff(b, a), 9);
    }
}
