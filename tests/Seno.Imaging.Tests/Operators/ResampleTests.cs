using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class ResampleTests
{
    private static readonly float[] Picture = [1, 5, 2, 8, 0, 3, 9, 4, 7, 7, 1, 2];

    // new size, interpolation, anti-alias, expected
    public static readonly TheoryData<int, int, Interpolation, bool, double[]> Cases = new()
    {
        // scikit-image 0.19.3: transform.resize(order=1, mode='edge', anti_aliasing=False)
        { 7, 5, Interpolation.Linear, false, [1.0, 2.42857, 4.71429, 3.5, 2.42857, 5.85714, 8.0, 0.6, 1.88571, 3.94286, 4.5, 4.91429, 5.82857, 6.4, 0.0, 1.07143, 2.78571, 6.0, 8.64286, 5.78571, 4.0, 4.2, 4.62857, 5.31429, 4.8, 4.1, 3.3, 2.8, 7.0, 7.0, 7.0, 4.0, 1.07143, 1.64286, 2.0] },
        { 3, 2, Interpolation.Linear, false, [1.375, 4.125, 6.45833, 5.375, 4.5, 2.58333] },
        // Pillow 9.4.0: Image.resize with NEAREST, BILINEAR and BICUBIC
        { 8, 5, Interpolation.Nearest, false, [1, 1, 5, 5, 2, 2, 8, 8, 1, 1, 5, 5, 2, 2, 8, 8, 0, 0, 3, 3, 9, 9, 4, 4, 7, 7, 7, 7, 1, 1, 2, 2, 7, 7, 7, 7, 1, 1, 2, 2] },
        { 2, 2, Interpolation.Linear, true, [2.75, 5.375, 4.80357, 3.67857] },
        { 2, 2, Interpolation.Cubic, true, [2.39131, 5.73468, 4.99528, 3.53001] },
        // scipy 1.10.1: ndimage.zoom(image, (5 / 3, 7 / 4), order=3, mode='nearest', grid_mode=True) of the picture
        { 7, 5, Interpolation.CubicSpline, false, [0.743802, 3.04627, 5.30006, 2.92819, 1.36269, 5.54188, 9.06196, -0.301232, 1.22422, 3.65304, 4.88719, 5.44151, 6.24704, 6.74592, -0.0929952, 0.433823, 2.55565, 6.80385, 8.95397, 6.06606, 3.42472, 4.14101, 4.59487, 5.24765, 5.30927, 4.50671, 3.09603, 2.24496, 7.46434, 8.14562, 7.71249, 3.56674, -0.0515485, 0.774811, 2.2526] },
        // scikit-image 0.19.3: transform.resize(image, (2, 2), order=3, mode='edge', anti_aliasing=True, clip=False)
        { 2, 2, Interpolation.CubicSpline, true, [2.3843, 5.57531, 5.78322, 2.57737] },
        // NumPy: the products of Catmull-Rom weight matrices with repeated edges
        { 7, 5, Interpolation.Cubic, false, [0.79519, 2.52874, 5.06336, 3.175, 1.73017, 5.93499, 8.69943, 0.03877, 1.47077, 3.8644, 4.673, 5.11334, 6.12019, 6.69624, -0.19843, 0.72704, 2.68622, 6.5, 8.96975, 5.86771, 3.66928, 4.24856, 4.71359, 5.38608, 5.051, 4.23476, 3.09534, 2.442, 7.4607, 7.6632, 7.47267, 3.7735, 0.3391, 1.14563, 1.96354] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_picture_agrees_with_the_peer_libraries(int width, int height, Interpolation interpolation, bool antiAlias, double[] expected)
    {
        var image = new Volume<float>(new Geometry(new(4, 3, 1), new(1, 1, 1)), [.. Picture]);
        var volume = Resample.To(image, image.Geometry.Resized(new(width, height, 1)), interpolation, antiAlias);
        var plane = new float[width * height];
        Resample.Plane(Picture, 4, 3, plane, width, height, interpolation, antiAlias);
        Assert.Equal(plane, volume.Array);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], plane[i], 2e-5);
    }

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Cubic)]
    [InlineData(Interpolation.CubicSpline)]
    public void The_same_grid_gives_a_copy(Interpolation interpolation)
    {
        var image = new Volume<float>(new Geometry(new(4, 3, 1)), [.. Picture]);
        var copy = Resample.To(image, image.Geometry, interpolation, antiAlias: true);
        Assert.Equal(image.Array, copy.Array);
        Assert.NotSame(image.Array, copy.Array);
    }

    [Fact]
    public void A_linear_ramp_stays_one_along_every_axis_away_from_the_edges()
    {
        var image = new Volume<float>(new Geometry(new(12, 12, 12), new(1, 1, 1)));
        for (var z = 0; z < 12; z++)
            for (var y = 0; y < 12; y++)
                for (var x = 0; x < 12; x++)
                    image[x, y, z] = x + 10 * y + 100 * z;
        var target = image.Geometry.Resized(new(18, 8, 24));
        foreach (var interpolation in new[] { Interpolation.Linear, Interpolation.Cubic })
        {
            var result = Resample.To(image, target, interpolation);
            double expected = (9.5 * 12 / 18 - 0.5) + 10 * (4.5 * 12 / 8 - 0.5) + 100 * (12.5 * 12 / 24 - 0.5);
            Assert.Equal(expected, result[9, 4, 12], 1e-3);
        }
    }

    [Fact]
    public void Labels_halve_where_two_meet_and_invent_no_label()
    {
        var labels = new Volume<byte>(new Geometry(new(4, 1, 1)), [0, 0, 3, 7]);
        Assert.Equal([0, 0, 0, 0, 3, 3, 7, 7], Resample.Labels(labels, labels.Geometry.Resized(new(8, 1, 1))).Array);
        Assert.Equal([0, 7], Resample.Labels(labels, labels.Geometry.Resized(new(2, 1, 1))).Array);
    }

    [Fact]
    public void Another_place_is_refused()
    {
        var image = new Volume<float>(new Geometry(new(4, 3, 1), new(1, 1, 1)));
        Assert.Throws<ArgumentException>(() => Resample.To(image, new(new(4, 3, 1), new(2, 2, 1)), Interpolation.Linear));
    }

    [Fact]
    public void A_volume_through_a_spline_agrees_with_scipy()
    {
        // scipy 1.10.1: ndimage.zoom(image, (2 / 3, 3 / 4, 4 / 5), order=3, mode='nearest', grid_mode=True)
        double[] expected =
        [
            1.55984, 5.77096, 3.36191, 5.20334, 7.25865, 1.75587, 8.20967, 2.346, 6.37392, 4.78216, 5.20586, 7.27219, 5.45261, 2.14218, 5.93753, 4.09035, 4.77643, 6.51799, 2.11362, 8.62423,
            3.4039, 5.83089, 5.30035, 5.07206,
        ];
        var image = Images.Counted(5, 4, 3);
        Images.AssertNear(expected, Resample.To(image, image.Geometry.Resized(new(4, 3, 2)), Interpolation.CubicSpline), 2e-5);
    }

    [Fact]
    public void Planes_may_be_interpolated_otherwise_than_what_lies_between_them()
    {
        var image = Images.Counted(5, 4, 3);
        var inPlane = Resample.To(image, image.Geometry.Resized(new(8, 6, 3)), Interpolation.CubicSpline);
        var both = Resample.To(image, image.Geometry.Resized(new(8, 6, 6)), Interpolation.CubicSpline, Interpolation.Nearest);
        for (var z = 0; z < 6; z++)
            Assert.Equal(inPlane.Array.AsSpan(z / 2 * 48, 48), both.Array.AsSpan(z * 48, 48));
    }

    [Fact]
    public void A_spacing_is_met_by_the_nearest_number_of_voxels()
    {
        var image = Images.Counted(10, 7, 1, new(1, 2, 3));
        var result = Resample.ToSpacing(image, new(0.75, 2.5, 9), Interpolation.Linear);
        Assert.Equal(new Size3(13, 6, 1), result.Size);
        Assert.Equal(10 / 13.0, result.Geometry.Spacing.X, 1e-12);
    }

    [Fact]
    public void A_spacing_needs_one_to_start_from_and_must_be_positive()
    {
        Assert.Contains("voxel size is unknown", Assert.Throws<ArgumentException>(() => Resample.ToSpacing(Images.Counted(4, 3, 2), new(1, 1, 1), Interpolation.Linear)).Message, StringComparison.Ordinal);
        foreach (var bad in new[] { 0, -1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>(() => Resample.ToSpacing(Images.Counted(4, 3, 2, new(1, 1, 1)), new(1, bad, 1), Interpolation.Linear));
    }

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Cubic)]
    [InlineData(Interpolation.CubicSpline)]
    public void Threads_change_no_bit(Interpolation interpolation)
    {
        var image = Images.Counted(37, 29, 23);
        var target = image.Geometry.Resized(new(19, 50, 31));
        Assert.Equal(Resample.To(image, target, interpolation, antiAlias: true, threads: 1).Array, Resample.To(image, target, interpolation, antiAlias: true, threads: 5).Array);
    }
}
