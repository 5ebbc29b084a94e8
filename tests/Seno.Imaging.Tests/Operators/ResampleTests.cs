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
}
