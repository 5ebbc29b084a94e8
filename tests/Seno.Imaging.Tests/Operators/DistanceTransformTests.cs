using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class DistanceTransformTests
{
    [Fact]
    public void Distance_to_a_mask_agrees_with_scipy()
    {
        var mask = Masks.Draw(new(new(5, 4, 3), new(0.7, 1, 2.5)), "............#..#..##.##...#................#..#.....#.......");
        // scipy 1.10.1: ndimage.distance_transform_edt(1 - mask, sampling=(2.5, 1, 0.7))
        float[] expected =
        [
            2.44131f, 2.11896f, 2.0f, 2.11896f, 2.44131f, 1.72047f, 1.22066f, 1.0f, 1.22066f, 1.72047f, 1.0f, 0.7f, 0.0f, 0.7f, 1.0f, 0.0f, 0.7f, 0.7f, 0.0f, 0.0f,
            0.7f, 0.0f, 0.0f, 0.7f, 1.4f, 0.7f, 0.0f, 0.7f, 1.22066f, 1.72047f, 1.22066f, 1.0f, 1.22066f, 1.72047f, 2.32594f, 2.11896f, 2.0f, 2.11896f, 2.44131f, 2.5f,
            1.22066f, 1.0f, 0.7f, 0.0f, 0.7f, 0.7f, 0.0f, 0.7f, 1.0f, 1.22066f, 1.22066f, 0.7f, 0.0f, 0.7f, 1.4f, 1.72047f, 1.22066f, 1.0f, 1.22066f, 1.72047f,
        ];
        var actual = DistanceTransform.ToMask(mask).Array;
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }

    [Fact]
    public void Squared_distance_to_the_background_agrees_with_scipy()
    {
        var mask = Masks.Draw(new(new(6, 5, 1), new(1.5, 0.5, 1)), "..#.###.####################.#");
        // scipy 1.10.1: ndimage.distance_transform_edt(mask, sampling=(0.5, 1.5)) ** 2
        float[] expected =
        [
            0.0f, 0.0f, 2.25f, 0.0f, 2.25f, 6.25f, 0.25f, 0.0f, 2.25f, 0.25f, 2.25f, 4.5f, 1.0f, 0.25f, 2.5f,
            1.0f, 1.0f, 3.25f, 2.25f, 1.0f, 3.25f, 2.25f, 0.25f, 2.5f, 4.0f, 2.25f, 4.5f, 2.25f, 0.0f, 2.25f,
        ];
        Assert.Equal(expected, DistanceTransform.Squared(mask).Array);
    }

    [Fact]
    public void Without_a_goal_every_distance_is_infinite()
    {
        var geometry = new Geometry(new(3, 2, 1));
        Assert.All(DistanceTransform.ToMask(new Volume<byte>(geometry)).Array, value => Assert.Equal(float.PositiveInfinity, value));
        Assert.All(DistanceTransform.Squared(Masks.Draw(geometry, "######")).Array, value => Assert.Equal(float.PositiveInfinity, value));
    }

    [Fact]
    public void Every_distance_is_that_found_by_trying_all_voxels()
    {
        var random = new SeededRandom(1, "distance");
        var geometry = new Geometry(new(9, 7, 5), new(0.8, 1.3, 2.1));
        for (var round = 0; round < 20; round++)
        {
            var mask = new Volume<byte>(geometry).Map(_ => (byte)(random.Chance(0.04) ? 1 : 0));
            var actual = DistanceTransform.ToMask(mask);
            for (var i = 0; i < mask.Array.Length; i++)
                Assert.Equal(Nearest(mask, i), actual.Array[i], 1e-5f);
        }
    }

    private static float Nearest(Volume<byte> mask, int from)
    {
        var best = double.PositiveInfinity;
        for (var to = 0; to < mask.Array.Length; to++)
        {
            if (mask.Array[to] != 0)
                best = Math.Min(best, (Place(mask, from) + -1 * Place(mask, to)).Length);
        }
        return (float)best;
    }

    private static Vector3 Place(Volume<byte> mask, int i) => new(
        i % mask.Size.X * mask.Geometry.Spacing.X,
        i / mask.Size.X % mask.Size.Y * mask.Geometry.Spacing.Y,
        i / (mask.Size.X * mask.Size.Y) * mask.Geometry.Spacing.Z);
}
