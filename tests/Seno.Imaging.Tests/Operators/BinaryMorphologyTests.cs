using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class BinaryMorphologyTests
{
    private static readonly Geometry Grid = new(new(7, 6, 3), new(0.7, 1, 1.2));
    private const string Mask = "####.#.####..#####.#.####..#..#....#..#...#####..####.#.##.##..####.#.......#..#....####..######..####...#####....#..#..#....#";

    // scipy 1.10.1: ndimage.binary_dilation(mask, ball) and binary_erosion(mask, ball, border_value=1), the ball being the 5 offsets within 1 mm
    public static readonly TheoryData<Func<Volume<byte>, double, int, Volume<byte>>, string> Cases = new()
    {
        { BinaryMorphology.Dilate, "################################..######..######.#############.###########.##.###..####################..######.##########..##" },
        { BinaryMorphology.Erode, "###....###....###......#..................####...##.....#...........................###....####...###......#.................." },
        { BinaryMorphology.Open, "####...####...####...####.....#...........#####..####...##.....#....................####...#####..####...####.....#..........." },
        { BinaryMorphology.Close, "#########################..####....####...#####..######.#####..####.#..##...#..#....############..####...#####..###..#.##....#" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_ball_of_one_millimetre_agrees_with_scipy(Func<Volume<byte>, double, int, Volume<byte>> operation, string expected) =>
        Assert.Equal(Masks.Draw(Grid, expected).Array, operation(Masks.Draw(Grid, Mask), 1, 0).Array);

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(2.1)]
    [InlineData(50)]
    public void Opening_only_takes_away_closing_only_adds_and_twice_is_once(double radius)
    {
        var mask = Masks.Draw(Grid, Mask);
        var (opened, closed) = (BinaryMorphology.Open(mask, radius), BinaryMorphology.Close(mask, radius));
        Assert.All(opened.Array.Zip(mask.Array), pair => Assert.True(pair.First <= pair.Second));
        Assert.All(closed.Array.Zip(mask.Array), pair => Assert.True(pair.First >= pair.Second));
        Assert.Equal(opened.Array, BinaryMorphology.Open(opened, radius).Array);
        Assert.Equal(closed.Array, BinaryMorphology.Close(closed, radius).Array);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2.3)]
    [InlineData(4)]
    [InlineData(15)]
    public void Whatever_the_radius_a_ball_reaches_as_far_as_the_distance(double radius)
    {
        foreach (var size in new Size3[] { new(70, 9, 11), new(64, 33, 1), new(5, 1, 40) })
        {
            var random = new SeededRandom(23, "balls");
            var mask = new Volume<byte>(new Geometry(size, new(0.7, 1, 1.2))).Map(_ => random.Chance(0.01) ? (byte)3 : (byte)0);
            mask.Array[^1] = 1;
            var background = mask.Map(voxel => (byte)(voxel == 0 ? 1 : 0));
            var reached = DistanceTransform.Squared(background).Map(distance => (byte)(distance <= radius * radius * (1 + 1e-6) ? 1 : 0));
            foreach (var threads in new[] { 1, 3 })
            {
                Assert.Equal(reached.Array, BinaryMorphology.Dilate(mask, radius, threads).Array);
                Assert.Equal(reached.Map(voxel => (byte)(1 - voxel)).Array, BinaryMorphology.Erode(background, radius, threads).Array);
            }
        }
    }

    [Fact]
    public void Empty_stays_empty_and_full_stays_full()
    {
        var empty = new Volume<byte>(Grid);
        var full = empty.Map(_ => (byte)1);
        foreach (var operation in Cases.Select(row => row.Data.Item1))
        {
            Assert.Equal(empty.Array, operation(empty, 2, 0).Array);
            Assert.Equal(full.Array, operation(full, 2, 0).Array);
        }
    }

    [Fact]
    public void A_radius_needs_a_voxel_size() =>
        Assert.Contains("voxel size is unknown", Assert.Throws<ArgumentException>(() => BinaryMorphology.Dilate(Masks.Draw(new(new(2, 1, 1)), "#."), 1)).Message, StringComparison.Ordinal);
}
