using Seno.Evaluation.Distance;
using Seno.Imaging;

namespace Seno.Evaluation.Tests;

public sealed class SurfaceDistanceTests
{
    private static SurfaceDistances Surfaces(Volume<byte> a, Volume<byte> b) => new LabelComparison(a, b, 1).Surfaces;

    private static double Hausdorff(Volume<byte> a, Volume<byte> b) => HausdorffDistance95.Of(Surfaces(a, b));

    private static double Average(Volume<byte> a, Volume<byte> b) => AverageSymmetricSurfaceDistance.Of(Surfaces(a, b));

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
        foreach (var metric in new Func<SurfaceDistances, double>[] { HausdorffDistance.Of, MeanAverageSurfaceDistance.Of })
        {
            Assert.Equal(Math.Sqrt(72), metric(Surfaces(none, some)), 9);
            Assert.Equal(0, metric(Surfaces(none, none)));
        }
        Assert.Equal(1, NormalizedSurfaceDice.Of(Surfaces(none, none), 0));
        Assert.Equal(0, NormalizedSurfaceDice.Of(Surfaces(some, none), 1000));
        Assert.Equal(0, NormalizedSurfaceDice.Of(Surfaces(none, some), 1000));
    }

    /// <summary>A cell and its negative have one surface.</summary>
    [Fact]
    public void A_mask_and_what_surrounds_it_have_the_same_area()
    {
        var areas = SurfaceElementArea.Areas(new Vector3(0.7, 0.9, 2));
        for (var code = 0; code < 256; code++)
            Assert.Equal(areas[code], areas[255 - code], 12);
    }

    [Fact]
    public void Surface_dice_counts_what_lies_within_the_tolerance()
    {
        var (a, b) = (Masks.Drawn("#..../....."), Masks.Drawn("...#./....."));
        // Columns of elements at 0 and 1 against 3 and 4: nearest distances 3, 2, 2, 3.
        Assert.Equal(0, NormalizedSurfaceDice.Of(Surfaces(a, b), 1.99));
        Assert.Equal(0.5, NormalizedSurfaceDice.Of(Surfaces(a, b), 2), 9);
        Assert.Equal(1, NormalizedSurfaceDice.Of(Surfaces(a, b), 3), 9);
    }

    [Fact]
    public void Both_surfaces_count_alike_in_masd_and_by_their_size_in_assd()
    {
        // The whole row has elements that the single pixel has not; directed means differ.
        var surfaces = Surfaces(Masks.Drawn("#......."), Masks.Drawn("########"));
        var (a, b) = (surfaces.FromPrediction, surfaces.FromReference);
        Assert.Equal((a.Mean + b.Mean) / 2, MeanAverageSurfaceDistance.Of(surfaces), 12);
        Assert.Equal((a.Mean * a.Size + b.Mean * b.Size) / (a.Size + b.Size), AverageSymmetricSurfaceDistance.Of(surfaces), 12);
        Assert.True(AverageSymmetricSurfaceDistance.Of(surfaces) > MeanAverageSurfaceDistance.Of(surfaces) + 0.1);
    }

    /// <summary>A staircase of voxels reaches over the sphere and back by about half a voxel, so the gap is 72 voxels wide.</summary>
    [Theory]
    [InlineData(0.25, 0.25, 0.25)]
    [InlineData(0.2, 0.25, 0.25)]
    public void Concentric_spheres_are_as_far_apart_as_their_radii(double x, double y, double z)
    {
        var spacing = new Vector3(x, y, z);
        var surfaces = Surfaces(Sphere(5, spacing), Sphere(23, spacing));
        foreach (var metric in new Func<SurfaceDistances, double>[] { HausdorffDistance.Of, HausdorffDistance95.Of, AverageSymmetricSurfaceDistance.Of, MeanAverageSurfaceDistance.Of })
            Assert.InRange(metric(surfaces) / 18, 0.99, 1.01);
        Assert.Equal(0, NormalizedSurfaceDice.Of(surfaces, 17));
        Assert.Equal(1, NormalizedSurfaceDice.Of(surfaces, 19), 9);
    }

    private static Volume<byte> Sphere(double radius, Vector3 spacing)
    {
        var half = new Size3((int)(23.5 / spacing.X), (int)(23.5 / spacing.Y), (int)(23.5 / spacing.Z));
        var mask = new Volume<byte>(new Geometry(new(2 * half.X + 1, 2 * half.Y + 1, 2 * half.Z + 1), spacing));
        for (var i = 0; i < mask.Array.Length; i++)
        {
            var point = new Vector3((i % mask.Size.X - half.X) * spacing.X, (i / mask.Size.X % mask.Size.Y - half.Y) * spacing.Y, (i / mask.Size.X / mask.Size.Y - half.Z) * spacing.Z);
            mask.Array[i] = (byte)(point.Length <= radius ? 1 : 0);
        }
        return mask;
    }

    /// <summary>Boxes of 20 and 28 mm: from within it is 4 mm everywhere; from without the faces' rims are farther, and the corners 4·√3.</summary>
    [Theory]
    [InlineData(0.25, 0.25, 0.25)]
    [InlineData(0.2, 0.25, 0.5)]
    public void Concentric_boxes_are_as_far_apart_as_integration_says(double x, double y, double z)
    {
        var spacing = new Vector3(x, y, z);
        var surfaces = Surfaces(Box(20, spacing), Box(28, spacing));
        const int Steps = 400;
        double Distance(int i, int j) => Math.Sqrt(16 + Beyond(i) * Beyond(i) + Beyond(j) * Beyond(j));
        double Beyond(int i) => Math.Max(0, Math.Abs((i + 0.5) / Steps - 0.5) * 28 - 10);
        var fromWithout = Enumerable.Range(0, Steps).Average(i => Enumerable.Range(0, Steps).Average(j => Distance(i, j)));

        Assert.InRange(surfaces.FromPrediction.Mean / 4, 0.99, 1.01);
        Assert.InRange(surfaces.FromReference.Mean / fromWithout, 0.99, 1.01);
        Assert.InRange(HausdorffDistance.Of(surfaces) / (4 * Math.Sqrt(3)), 0.99, 1.01);
        Assert.InRange(MeanAverageSurfaceDistance.Of(surfaces) / ((4 + fromWithout) / 2), 0.99, 1.01);
        Assert.InRange(surfaces.FromPrediction.Size / (6 * 20 * 20), 0.98, 1);
    }

    private static Volume<byte> Box(double side, Vector3 spacing)
    {
        var mask = new Volume<byte>(new Geometry(new((int)(32 / spacing.X), (int)(32 / spacing.Y), (int)(32 / spacing.Z)), spacing));
        bool Inside(int index, int axis) => Math.Abs((index + 0.5) * spacing[axis] - 16) < side / 2;
        for (var i = 0; i < mask.Array.Length; i++)
            mask.Array[i] = (byte)(Inside(i % mask.Size.X, 0) && Inside(i / mask.Size.X % mask.Size.Y, 1) && Inside(i / mask.Size.X / mask.Size.Y, 2) ? 1 : 0);
        return mask;
    }

    /// <summary>A blot on 2 % of the boundary moves the maximum but not the 95th percentile.</summary>
    [Fact]
    public void The_ninety_fifth_percentile_ignores_a_small_spur()
    {
        var plain = Masks.Drawn(string.Join('/', Enumerable.Repeat(new string('#', 60) + new string('.', 10), 60)));
        var spur = Masks.Drawn(string.Join('/', Enumerable.Range(0, 60).Select(y => new string('#', 60) + (y == 30 ? "#####....." : ".........."))));
        Assert.Equal(0, Hausdorff(plain, spur));
        Assert.True(Average(plain, spur) > 0);
        Assert.Equal(5, HausdorffDistance.Of(Surfaces(plain, spur)), 6);
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
