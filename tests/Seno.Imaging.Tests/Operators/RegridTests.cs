using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class RegridTests
{
    private static readonly Volume<float> Image = Images.Counted(5, 4, 3).With(new(new(5, 4, 3), new(0.8, 1, 1.5), new(1, 2, 3)));

    private static Geometry Turned() => new(new(4, 4, 3), new(0.9, 0.7, 1.1), new(1.2, 2.1, 3.3), new(new(Math.Cos(0.3), Math.Sin(0.3), 0), new(-Math.Sin(0.3), Math.Cos(0.3), 0), new(0, 0, 1)));

    // scipy 1.10.1: ndimage.map_coordinates(image, places, order, mode='mirror'), the places clipped to the outermost centres, and -1 where they lie beyond the
    // outer faces; where nothing is clipped, ndimage.affine_transform(mode='constant') gives the same
    public static readonly TheoryData<Interpolation, double[]> Cases = new()
    {
        { Interpolation.Nearest, [
            0, 3.7, 5.7, 9.4, 8.4, 2, 5.7, 7.7, 8.4, 0.3, 4, 7.7, -1, 0.3, 2.3, 6, 3.3, 7, 9, 2.6,
            1.6, 5.3, 9, 0.9, 1.6, 3.6, 7.3, 0.9, -1, 3.6, 5.6, 9.3, 6.6, 0.2, 2.2, 5.9, 4.9, 8.6, 2.2, 4.2,
            4.9, 6.9, 0.5, 4.2, -1, 6.9, 8.9, 2.5,
        ] },
        { Interpolation.Linear, [
            2.021, 4.52352, 6.0223, 5.7026, 5.56453, 2.84585, 6.08561, 6.13203, 7.17999, 2.58029, 4.27669, 6.32285, -1, 4.8646, 4.12303, 5.57224, 3.8855, 5.41845, 4.93538, 4.62618,
            2.29076, 5.26585, 7.46182, 2.74284, 5.43353, 4.57767, 6.69669, 3.32249, -1, 5.7712, 4.76475, 7.49613, 4.74, 4.01683, 4.48144, 6.4023, 4.19315, 7.24028, 4.0025, 4.63473,
            4.52912, 6.04791, 3.17556, 3.51199, -1, 5.01697, 5.50328, 5.42402,
        ] },
        { Interpolation.CubicSpline, [
            0.666085, 5.24338, 6.70174, 5.58697, 5.92321, 1.88021, 6.9361, 7.07193, 8.69835, 1.1606, 3.6415, 6.61576, -1, 5.06751, 3.80271, 4.65631, 3.57343, 6.16819, 4.37484, 4.46596,
            1.39161, 5.30646, 9.22861, 0.775459, 5.39954, 3.98578, 7.43759, 3.21244, -1, 6.38751, 3.33597, 9.34252, 5.5787, 2.71084, 4.31636, 7.28868, 4.28229, 8.2707, 2.3368, 5.0354,
            4.1349, 7.47227, 2.44099, 3.18587, -1, 4.60568, 6.47794, 5.2557,
        ] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_turned_grid_agrees_with_scipy(Interpolation interpolation, double[] expected) =>
        Images.AssertNear(expected, Regrid.To(Image, Turned(), interpolation, outside: -1), 2e-5);

    [Theory, MemberData(nameof(Cases))]
    public void A_map_in_millimetres_stands_for_another_grid(Interpolation interpolation, double[] expected)
    {
        var turned = Turned();
        var upright = new Geometry(turned.Size, turned.Spacing);
        var map = new Affine(turned.Direction.X, turned.Direction.Y, turned.Direction.Z, turned.Origin);
        Images.AssertNear(expected, Regrid.To(Image, upright, interpolation, map, outside: -1), 2e-5);
        var back = map.Inverse().After(map);
        Assert.Equal(0, (back.At(new(3, -4, 5)) - new Vector3(3, -4, 5)).Length, 1e-12);
    }

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Linear)]
    public void On_the_same_place_it_is_resampling(Interpolation interpolation)
    {
        // no new voxel's centre lies half way between two old ones
        var target = Image.Geometry.Resized(new(8, 8, 4));
        Images.AssertNear(Resample.To(Image, target, interpolation).Array.Select(value => (double)value), Regrid.To(Image, target, interpolation), 1e-5);
    }

    [Theory]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Cubic)]
    [InlineData(Interpolation.CubicSpline)]
    public void Axis_by_axis_and_voxel_by_voxel_are_the_same(Interpolation interpolation)
    {
        var aligned = new Geometry(new(9, 7, 6), new(0.7, 0.9, 0.8), new(0.5, 1.7, 2), new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)));
        // too little to be seen, too much for axes to count as aligned
        var turn = new Affine(new(1, 1e-8, 0), new(0, 1, 0), new(0, 0, 1), default);
        Images.AssertNear(Regrid.To(Image, aligned, interpolation, turn, outside: -3).Array.Select(value => (double)value), Regrid.To(Image, aligned, interpolation, outside: -3), 1e-5);
    }

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Cubic)]
    [InlineData(Interpolation.CubicSpline)]
    public void On_its_own_grid_an_image_stays_itself_and_a_shifted_grid_moves_it(Interpolation interpolation)
    {
        Images.AssertNear(Image.Array.Select(value => (double)value), Regrid.To(Image, Image.Geometry, interpolation), 2e-5);
        var box = Crop.To(Image, new(1, 2, 0), new(3, 2, 2));
        Images.AssertNear(box.Array.Select(value => (double)value), Regrid.To(Image, box.Geometry, interpolation), 2e-5);
        var wide = Pad.Constant(Image, new(2, 0, 1), new(0, 1, 0), -5f);
        Images.AssertNear(wide.Array.Select(value => (double)value), Regrid.To(Image, wide.Geometry, interpolation, outside: -5), 2e-5);
    }

    [Fact]
    public void Slices_and_grids_that_point_the_other_way_are_grids_too()
    {
        var slice = Images.Counted(5, 4, 1, new(1, 1, 1));
        var flipped = new Geometry(slice.Size, new(1, 1, 1), new(4, 0, 0), new(new(-1, 0, 0), new(0, 1, 0), new(0, 0, 1)));
        var result = Regrid.To(slice, flipped, Interpolation.Linear);
        for (var y = 0; y < 4; y++)
            for (var x = 0; x < 5; x++)
                Assert.Equal(slice[4 - x, y], result[x, y], 1e-5f);
    }

    [Fact]
    public void Labels_go_by_weight_and_of_equals_the_larger_wins()
    {
        var labels = new Volume<byte>(new Geometry(new(4, 1, 1), new(1, 1, 1)), [0, 3, 7, 7]);
        Geometry At(double x) => new(new(4, 1, 1), new(1, 1, 1), new(x, 0, 0));
        Assert.Equal([0, 3, 7, 7], Regrid.Labels(labels, At(0.4)).Array);
        Assert.Equal([3, 7, 7, 7], Regrid.Labels(labels, At(0.5), outside: 9).Array);
        Assert.Equal([3, 7, 7, 9], Regrid.Labels(labels, At(0.6), outside: 9).Array);
        Assert.Equal([9, 0, 3, 7], Regrid.Labels(labels, At(-0.6), Interpolation.Nearest, outside: 9).Array);
        Assert.Throws<ArgumentException>(() => Regrid.Labels(labels, At(0), Interpolation.Cubic));
    }

    [Fact]
    public void Labels_agree_with_resampling_them()
    {
        var labels = Images.Counted(9, 8, 7, new(1, 1, 1)).Map(value => (byte)(value / 2.6));
        var target = labels.Geometry.Resized(new(13, 5, 9));
        Assert.Equal(Resample.Labels(labels, target).Array, Regrid.Labels(labels, target).Array);
    }

    [Fact]
    public void A_NaN_reaches_only_what_is_made_of_it()
    {
        var image = new Volume<float>(new Geometry(new(4, 1, 1), new(1, 1, 1)), [1, float.NaN, 3, 4]);
        var half = Regrid.To(image, new(new(7, 1, 1), new(0.5, 1, 1)), Interpolation.Linear).Array;
        Assert.Equal([1, float.NaN, float.NaN, float.NaN, 3, 3.5f, 4], half);
    }

    [Fact]
    public void A_place_needs_a_voxel_size_on_both_sides_or_on_none()
    {
        Assert.Throws<ArgumentException>(() => Regrid.To(Images.Counted(3, 3, 3), new(new(3, 3, 3), new(1, 1, 1)), Interpolation.Linear));
        Assert.Equal(Images.Counted(3, 3, 3).Array, Regrid.To(Images.Counted(3, 3, 3), new(new(3, 3, 3)), Interpolation.Linear).Array);
    }

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.CubicSpline)]
    public void Threads_change_no_bit(Interpolation interpolation) =>
        Assert.Equal(Regrid.To(Image, Turned(), interpolation, threads: 1).Array, Regrid.To(Image, Turned(), interpolation, threads: 4).Array);
}
