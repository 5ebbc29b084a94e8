using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class ConvexHullMaskTests
{
    // scikit-image 0.19.3: morphology.convex_hull_image(mask, offset_coordinates=…)
    [Theory]
    [InlineData(9, 7, 1, true, "........#..........#..........#.......#..........#..........#..", ".......##...######.#######..#######...######....####.......##..")]
    [InlineData(9, 7, 1, false, "........#..........#..........#.......#..........#..........#..", "........#.....###..#######...######...#####......###........#..")]
    [InlineData(7, 6, 5, true, "...................#..........#.............................#.............................#.............................#..........#.............................#.............................#..................", "...................#....##....#.......................##....##....##....##................#....##....##....##....##.....#..........#.....#.....##....##....##....#.......................#.....#.....#............")]
    [InlineData(7, 6, 5, false, "...................#..........#.............................#.............................#.............................#..........#.............................#.............................#..................", "...................#..........#.............................#.....#.....#.................#.....#.....#.....#.....#.....#..........#.....#.....#.....#.....#.....#.............................#..................")]
    public void A_hull_agrees_with_scikit_image(int x, int y, int z, bool ofFaces, string mask, string expected)
    {
        var geometry = new Geometry(new(x, y, z));
        Assert.Equal(Masks.Draw(geometry, expected).Array, ConvexHullMask.Of(Masks.Draw(geometry, mask), ofFaces).Array);
    }

    [Theory]
    [InlineData("......", "......")]
    [InlineData("..#...", "..#...")]
    [InlineData("#....#", "#....#")]
    [InlineData("#.#...", "###...")]
    [InlineData("#.#.#.", "###.#.")]
    public void Few_voxels_have_a_hull_too(string mask, string expected)
    {
        var geometry = new Geometry(new(3, 1, 2));
        Assert.Equal(Masks.Draw(geometry, expected).Array, ConvexHullMask.Of(Masks.Draw(geometry, mask)).Array);
    }

    [Fact]
    public void Corners_of_a_box_make_the_box_and_those_of_an_oblique_plane_the_plane()
    {
        var box = new Volume<byte>(new Geometry(new(6, 5, 4)));
        foreach (var corner in new Size3[] { new(1, 1, 0), new(4, 1, 0), new(1, 3, 0), new(4, 3, 0), new(1, 1, 3), new(4, 1, 3), new(1, 3, 3), new(4, 3, 3) })
            box[corner.X, corner.Y, corner.Z] = 1;
        Assert.Equal(4 * 3 * 4, ConvexHullMask.Of(box).Array.Count(voxel => voxel == 1));
        var plane = new Volume<byte>(new Geometry(new(5, 5, 5)));
        (plane[0, 0, 4], plane[4, 0, 0], plane[0, 4, 0]) = (1, 1, 1);
        // x + y + z = 4 with nothing negative
        Assert.Equal(15, ConvexHullMask.Of(plane).Array.Count(voxel => voxel == 1));
    }

    [Fact]
    public void A_hull_holds_its_mask_and_is_its_own_hull()
    {
        var random = new SeededRandom(11, "hull");
        foreach (var size in new Size3[] { new(20, 17, 13), new(40, 31, 1), new(1, 30, 20) })
        {
            foreach (var share in new[] { 0.002, 0.02, 0.3 })
            {
                var mask = new Volume<byte>(new Geometry(size)).Map(_ => random.Chance(share) ? (byte)1 : (byte)0);
                var hull = ConvexHullMask.Of(mask);
                Assert.All(mask.Array.Zip(hull.Array), pair => Assert.True(pair.Second >= pair.First));
                Assert.Equal(hull.Array, ConvexHullMask.Of(hull).Array);
                Assert.All(ConvexHullMask.Of(mask, ofFaces: true).Array.Zip(hull.Array), pair => Assert.True(pair.First >= pair.Second));
            }
        }
    }

    [Fact]
    public void A_ball_is_convex()
    {
        var ball = new Volume<byte>(new Geometry(new(41, 41, 41)));
        for (var i = 0; i < ball.Array.Length; i++)
            ball.Array[i] = (i % 41 - 20) * (i % 41 - 20) + (i / 41 % 41 - 20) * (i / 41 % 41 - 20) + (i / 1681 - 20) * (i / 1681 - 20) <= 320 ? (byte)1 : (byte)0;
        Assert.Equal(ball.Array, ConvexHullMask.Of(ball).Array);
    }
}
