using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class PolygonRasterTests
{
    public static readonly TheoryData<string, double[][], string> Cases = new()
    {
        // what, polygons as x, y, x, y, …, the plane of 5×4
        { "a square between centres", [[0.5, 0.5, 3.5, 0.5, 3.5, 2.5, 0.5, 2.5]], "..... .###. .###. ....." },
        { "left and upper edges on centres belong, right and lower do not", [[1, 1, 3, 1, 3, 3, 1, 3]], "..... .##.. .##.. ....." },
        { "a hole", [[-0.5, -0.5, 4.5, -0.5, 4.5, 3.5, -0.5, 3.5], [0.5, 0.5, 2.5, 0.5, 2.5, 2.5, 0.5, 2.5]], "##### #..## #..## #####" },
        { "the other way round", [[0.5, 2.5, 3.5, 2.5, 3.5, 0.5, 0.5, 0.5]], "..... .###. .###. ....." },
        { "a triangle", [[-0.5, -0.5, 4.6, -0.5, -0.5, 3.6]], "####. ###.. ##... #...." },
        { "beyond every edge", [[-9, -9, 9, -9, 9, 9, -9, 9]], "##### ##### ##### #####" },
        { "a bow tie: both halves", [[-0.5, -0.5, 4.5, 3.5, 4.5, -0.5, -0.5, 3.5]], "#...# ##.## ##.## #...#" },
        { "a line and a point", [[0, 0, 3, 3], [1, 1]], "..... ..... ..... ....." },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Pixels_whose_centres_lie_inside_by_the_even_odd_rule(string what, double[][] polygons, string expected)
    {
        var plane = new byte[20];
        foreach (var polygon in polygons)
            PolygonRaster.Toggle(plane, 5, 4, [.. polygon.Chunk(2).Select(corner => (corner[0], corner[1]))]);
        Assert.Equal($"{what}: {expected}", $"{what}: {string.Join(' ', plane.Chunk(5).Select(row => string.Concat(row.Select(pixel => pixel == 0 ? '.' : '#'))))}");
    }

    [Fact]
    public void Outlines_of_any_mask_fill_to_the_mask_again()
    {
        for (var round = 0; round < 200; round++)
        {
            var random = new SeededRandom(5, "outlines", round);
            var (width, height) = (1 + random.Next(12), 1 + random.Next(12));
            var mask = new byte[width * height];
            foreach (ref var pixel in mask.AsSpan())
                pixel = (byte)(random.Chance(0.5) ? 1 : 0);
            var filled = new byte[mask.Length];
            foreach (var outline in MaskContours.Of(mask, width, height))
                PolygonRaster.Toggle(filled, width, height, outline);
            Assert.True(mask.AsSpan().SequenceEqual(filled), $"round {round}");
        }
    }

    [Fact]
    public void A_ring_has_an_outer_outline_and_a_hole_without_corners_on_straight_edges()
    {
        var ring = Masks.Draw(new(new(3, 3, 1)), "### #.# ###");
        var outlines = MaskContours.Of(ring.Span, 3, 3);
        Assert.Equal([[(-0.5, -0.5), (2.5, -0.5), (2.5, 2.5), (-0.5, 2.5)], [(0.5, 0.5), (0.5, 1.5), (1.5, 1.5), (1.5, 0.5)]], outlines);
    }
}
