using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests;

public sealed class GridComparisonTests
{
    private static readonly Geometry Grid = new(new(4, 5, 6), new(0.5, 0.7, 2), new(-10, 20, 30));

    /// <summary>Spacing, origin, angle about z in degrees, and what is said; null for the same grid.</summary>
    public static readonly TheoryData<double[], double[], double, string?> Headers = new()
    {
        { [0.5, 0.7, 2], [-10, 20, 30], 0, null },
        { [0.5000001, 0.7, 2.0000001], [-10.000001, 20, 30], 0, null },
        { [0.5, 0.7, 2], [-9.99, 20, 30], 0, null },
        { [0.5, 0.7, 2.5], [-10, 20, 30], 0, "another spacing, 0.5 × 0.7 × 2.5 mm instead of 0.5 × 0.7 × 2 mm" },
        { [0.5, 0.71, 2], [-10, 20, 30], 0, "another spacing" },
        { [0.5, 0.7, 2], [-9.9, 20, 30], 0, "another origin, (-9.9, 20, 30) mm instead of (-10, 20, 30) mm" },
        { [0.5, 0.7, 2], [0, 0, 0], 0, "another origin" },
        { [0.5, 0.7, 2], [-10, 20, 30], 5, "another direction" },
        { [0.5, 0.7, 2], [-10, 20, 30], 180, "another direction" },
    };

    [Theory, MemberData(nameof(Headers))]
    public void Two_grids_of_one_size_differ_by_what_their_headers_say(double[] spacing, double[] origin, double degrees, string? expected)
    {
        var (cosine, sine) = (Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180));
        var other = new Geometry(
            Grid.Size,
            new(spacing[0], spacing[1], spacing[2]),
            new(origin[0], origin[1], origin[2]),
            new(new(cosine, sine, 0), new(-sine, cosine, 0), new(0, 0, 1)));
        Assert.Equal(expected is null, GridComparison.Same(other, Grid));
        Assert.False(GridComparison.Reordered(other, Grid));
        if (expected is null)
            Assert.Null(GridComparison.Difference(other, Grid));
        else
            Assert.Contains(expected, GridComparison.Difference(other, Grid), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_error_a_voxel_counts_by_what_it_adds_up_to()
    {
        static Geometry Of(int size, double spacing) => new(new(size, size, size), new(spacing, 1, 1));
        Assert.True(GridComparison.Same(Of(10, 1.001), Of(10, 1)));
        Assert.False(GridComparison.Same(Of(500, 1.001), Of(500, 1)));
    }

    [Fact]
    public void An_image_that_states_no_place_lies_where_one_of_its_size_does()
    {
        var nowhere = new Geometry(Grid.Size);
        Assert.True(GridComparison.Same(nowhere, Grid));
        Assert.True(GridComparison.Same(Grid, nowhere));
        Assert.False(GridComparison.Same(new Geometry(new(5, 4, 6)), Grid));
        Assert.False(GridComparison.Reordered(new Geometry(new(5, 4, 6)), Grid));
    }

    [Fact]
    public void An_image_with_spacing_and_no_place_lies_where_one_of_its_size_and_spacing_does()
    {
        var unplaced = new Geometry(Grid.Size, Grid.Spacing) { PlaceKnown = false };
        Assert.True(GridComparison.Same(unplaced, Grid));
        Assert.True(GridComparison.Same(Grid, unplaced));
        var coarser = new Geometry(Grid.Size, new(0.5, 0.7, 2.5)) { PlaceKnown = false };
        Assert.False(GridComparison.Same(coarser, Grid));
        Assert.Contains("another spacing", GridComparison.Difference(coarser, Grid), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void The_thickness_of_a_slice_counts_in_volumes_only(int dimensions, bool same)
    {
        Geometry Of(double thickness) => new(new(4, 5, dimensions == 2 ? 1 : 3), new(1, 1, thickness));
        Assert.Equal(same, GridComparison.Same(Of(1), Of(5)));
    }

    /// <summary>
    /// Every order and sense of the axes, straight and oblique, about 45° too, where axis codes are a matter of rounding.
    /// </summary>
    [Fact]
    public void Every_order_of_the_axes_is_recognised_and_turned_back_exactly()
    {
        foreach (var degrees in new[] { 0.0, 20, 45, 70 })
        {
            var (cosine, sine) = (Math.Cos(degrees * Math.PI / 180), Math.Sin(degrees * Math.PI / 180));
            var oblique = new Geometry(
                new(2, 3, 4),
                new(0.5, 0.7, 2),
                new(1, 2, 3),
                new(new(cosine, sine, 0), new(-sine, cosine, 0), new(0, 0, 1)));
            var image = new Volume<int>(oblique, [.. Enumerable.Range(0, 24)]);
            foreach (var turned in Orders(image))
            {
                Assert.NotEqual(GridComparison.Same(turned.Geometry, oblique), GridComparison.Reordered(turned.Geometry, oblique));
                Assert.Equal(image.Array, GridComparison.Require(turned, oblique, reorient: true, "", ("", "")).Array);
            }
        }
    }

    [Fact]
    public void A_reordered_image_is_refused_with_the_option_that_turns_it()
    {
        var image = new Volume<byte>(Grid);
        var turned = Reorient.To(image, "RAS");
        var refused = Assert.Throws<DataException>(() => GridComparison.Require(
            turned,
            Grid,
            reorient: false,
            "case a",
            ("its reference", "its image")));
        Assert.Equal(
            "case a: its reference differs from its image only by the order of its axes (RAS against LPS). Repeat with --reorient, "
                + "which turns it without interpolation, or turn the file with 'seno convert --orient'.",
            refused.Message);
        Assert.Contains("another size", GridComparison.Difference(new Geometry(new(4, 5, 7)), Grid), StringComparison.Ordinal);
    }

    /// <summary>
    /// All 48, by an independent route: the voxel at each place is copied to the place the same point has in the other order.
    /// </summary>
    private static IEnumerable<Volume<int>> Orders(Volume<int> image)
    {
        int[][] permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        var (size, affine) = (image.Size, Affine.Of(image.Geometry));
        foreach (var axes in permutations)
        {
            for (var flips = 0; flips < 8; flips++)
            {
                var first = new double[3];
                for (var i = 0; i < 3; i++)
                    first[axes[i]] = (flips >> i & 1) * (size[axes[i]] - 1);
                Vector3 Direction(int i) => ((flips >> i & 1) == 1 ? -1 : 1) * image.Geometry.Direction[axes[i]];
                var result = new Volume<int>(new Geometry(
                    new(size[axes[0]], size[axes[1]], size[axes[2]]),
                    new(image.Geometry.Spacing[axes[0]], image.Geometry.Spacing[axes[1]], image.Geometry.Spacing[axes[2]]),
                    affine.At(new(first[0], first[1], first[2])),
                    new(Direction(0), Direction(1), Direction(2))));
                for (var voxel = 0; voxel < result.Array.Length; voxel++)
                {
                    int[] at = [voxel % result.Size.X, voxel / result.Size.X % result.Size.Y, voxel / result.Size.X / result.Size.Y];
                    var place = new int[3];
                    for (var i = 0; i < 3; i++)
                        place[axes[i]] = (flips >> i & 1) == 1 ? size[axes[i]] - 1 - at[i] : at[i];
                    result.Array[voxel] = image[place[0], place[1], place[2]];
                }
                yield return result;
            }
        }
    }
}
