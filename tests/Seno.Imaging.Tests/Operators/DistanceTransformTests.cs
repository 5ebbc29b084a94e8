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

    [Fact]
    public void Signed_distance_is_negative_inside_and_agrees_with_scipy()
    {
        var mask = Images.Counted(7, 6, 3, new(0.7, 1, 1.2)).Map(value => (byte)(value > 4.5f ? 1 : 0));
        for (var z = 0; z < 3; z++)
            for (var i = 0; i < 6; i++)
                mask[i % 3, i / 3, z] = 1;
        // scipy 1.10.1: distance_transform_edt(~mask, sampling=(1.2, 1, 0.7)) - distance_transform_edt(mask, sampling=(1.2, 1, 0.7)), the middle plane
        float[] expected =
        [
            -2.325941f, -1.720465f, -1.220656f, -1f, -0.7f, 0.7f, -0.7f, -1.56205f, -1.220656f, -0.7f, 0.7f, 0.7f, -0.7f, 0.7f,
            -1f, -0.7f, 0.7f, -0.7f, -0.7f, 0.7f, -0.7f, 1f, 0.7f, -0.7f, 0.7f, -0.7f, -0.7f, 0.7f,
            -0.7f, 0.7f, 0.7f, -0.7f, 0.7f, -0.7f, -1f, 0.7f, -0.7f, -0.7f, 0.7f, -0.7f, 0.7f, 1f,
        ];
        var actual = DistanceTransform.Signed(mask).Array.AsSpan(42, 42);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6f);
    }

    [Fact]
    public void Signed_distances_without_another_kind_are_infinite()
    {
        var empty = new Volume<byte>(new Geometry(new(20, 2, 3)));
        Assert.All(DistanceTransform.Signed(empty).Array, value => Assert.Equal(float.PositiveInfinity, value));
        Assert.All(DistanceTransform.Signed(empty.Map(_ => (byte)1)).Array, value => Assert.Equal(float.NegativeInfinity, value));
    }

    [Theory]
    [InlineData(40, 1, 1)]
    [InlineData(1, 40, 1)]
    [InlineData(1, 1, 40)]
    [InlineData(35, 19, 1)]
    [InlineData(1, 19, 33)]
    [InlineData(18, 17, 16)]
    public void Neighbours_never_differ_by_more_than_a_step_and_threads_change_no_bit(int x, int y, int z)
    {
        var random = new SeededRandom(7, "distance", x);
        var geometry = new Geometry(new(x, y, z), new(0.8, 1.3, 2.1));
        var mask = new Volume<byte>(geometry).Map(_ => (byte)(random.Chance(0.05) ? 1 : 0));
        mask.Array[^1] = 1;
        var distance = DistanceTransform.ToMask(mask, threads: 1);
        Assert.Equal(distance.Array, DistanceTransform.ToMask(mask, threads: 4).Array);
        for (var i = 0; i < mask.Array.Length; i++)
        {
            Assert.Equal(Nearest(mask, i), distance.Array[i], 1e-5f);
            if (i % x > 0)
                Assert.True(Math.Abs(distance.Array[i] - distance.Array[i - 1]) <= 0.8f + 1e-5f);
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
