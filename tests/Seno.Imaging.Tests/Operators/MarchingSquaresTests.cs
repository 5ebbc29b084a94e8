using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class MarchingSquaresTests
{
    [Fact]
    public void Lines_agree_with_scikit_image()
    {
        // scikit-image 0.19.3: measure.find_contours(image, 4.95), as (x, y)
        (double X, double Y)[][] expected =
        [
            [(0, 2.475), (0.2568, 2), (0.7973, 1), (1, 0.625), (1.3378, 0)],
            [(2.3828, 0), (2.6953, 1), (2, 1.5494), (1.4297, 2), (1.7422, 3), (1, 3.5864), (0.4766, 4)],
            [(1.9054, 4), (2, 3.825), (2.4459, 3), (2.9865, 2), (3, 1.975), (3.527, 1), (4, 0.125), (4.2734, 1), (4.5859, 2), (4, 2.463), (3.3203, 3), (3.6328, 4)],
            [(5, 0.4259), (4.0676, 0)],
            [(4.6351, 4), (5, 3.325)],
        ];
        var contours = MarchingSquares.Contours(Images.Counted(6, 5, 1), 4.95f);
        Assert.Equal(expected.Length, contours.Count);
        foreach (var line in expected)
            Assert.Contains(contours, contour => !contour.Closed && (Same(contour.Points, line) || Same(contour.Points, [.. line.Reverse()])));
        Assert.All(contours, contour => Assert.Equal(0, contour.Area));
    }

    [Fact]
    public void A_disc_has_its_length_and_area_and_a_hole_in_it_the_opposite_sign()
    {
        // scikit-image 0.19.3: 50 points, length 40.78135, area 132.07354
        var disc = Assert.Single(MarchingSquares.Contours(Disc(1), 0.5f));
        Assert.True(disc.Closed);
        Assert.Equal(50, disc.Points.Length);
        Assert.Equal(40.78135, disc.Length, 1e-4);
        Assert.Equal(132.07354, disc.Area, 1e-3);
        var hole = Assert.Single(MarchingSquares.Contours(Disc(-1), -0.5f));
        Assert.Equal(-132.07354, hole.Area, 1e-3);
    }

    [Fact]
    public void Millimetres_follow_the_spacing_and_any_slice_can_be_asked()
    {
        var image = new Volume<float>(new Geometry(new(3, 3, 2), new(2, 3, 1)));
        image[1, 1, 1] = 1;
        var diamond = Assert.Single(MarchingSquares.Contours(image, 0.5f, z: 1));
        Assert.Equal(2 * 1 * 1.5, diamond.Area, 1e-9);
        Assert.Equal(4 * Math.Sqrt(1 + 1.5 * 1.5), diamond.Length, 1e-9);
        Assert.Empty(MarchingSquares.Contours(image, 0.5f));
    }

    [Fact]
    public void Where_corners_alternate_the_greater_are_apart_and_a_NaN_opens_a_line()
    {
        var image = new Volume<float>(new Geometry(new(4, 4, 1)));
        (image[1, 1], image[2, 2]) = (1, 1);
        Assert.Equal([0.5, 0.5], MarchingSquares.Contours(image, 0.5f).Select(contour => Math.Round(contour.Area, 9)));
        image[0, 0] = float.NaN;
        Assert.Equal([false, true], MarchingSquares.Contours(image, 0.5f).Select(contour => contour.Closed));
    }

    [Fact]
    public void A_level_must_be_finite_and_a_slice_must_exist()
    {
        Assert.Throws<ArgumentException>(() => MarchingSquares.Contours(Images.Counted(4, 4, 1), float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => MarchingSquares.Contours(Images.Counted(4, 4, 1), 1, z: 1));
    }

    private static bool Same((double X, double Y)[] a, (double X, double Y)[] b) =>
        a.Length == b.Length && a.Zip(b).All(pair => Math.Abs(pair.First.X - pair.Second.X) < 2e-4 && Math.Abs(pair.First.Y - pair.Second.Y) < 2e-4);

    private static Volume<float> Disc(float sign)
    {
        var image = new Volume<float>(new Geometry(new(24, 20, 1)));
        for (var y = 0; y < 20; y++)
            for (var x = 0; x < 24; x++)
                image[x, y] = sign * (float)(7 - Math.Sqrt((x - 11.3) * (x - 11.3) + (y - 9.6) * (y - 9.6)));
        return image;
    }
}
