using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class RegionGrowingTests
{
    [Theory]
    // 5 × 3; the seed in the top left, values up to 5
    [InlineData(Connectivity.Faces, "##...#.........")]
    [InlineData(Connectivity.Corners, "##...#.#.....##")]
    public void A_region_is_what_the_seed_reaches(Connectivity connectivity, string expected)
    {
        var image = new Volume<float>(new Geometry(new(5, 3, 1)), [1, 5, 9, 9, float.NaN, 2, 9, 3, 9, 9, 9, 9, 9, 4, 4]);
        Assert.Equal(Masks.Draw(image.Geometry, expected).Array, RegionGrowing.Within(image, [new(0, 0, 0)], 1, 5, connectivity).Array);
    }

    [Fact]
    public void Several_seeds_grow_together_and_one_out_of_range_into_nothing()
    {
        var image = new Volume<float>(new Geometry(new(6, 1, 1)), [1, 1, 9, 1, 9, 1]);
        Assert.Equal([1, 1, 0, 0, 0, 1], RegionGrowing.Within(image, [new(1, 0, 0), new(5, 0, 0), new(2, 0, 0)], 0, 2).Array);
    }

    [Fact]
    public void Confidence_starts_from_the_seed_s_surroundings_and_goes_on_with_the_region()
    {
        var image = new Volume<float>(new Geometry(new(8, 1, 1)), [10, 12, 14, 17, 19, 40, 12, 12]);
        // 10, 12, 14: mean 12, deviation 2, so 2.5 of it reach from 7 to 17
        var (region, low, high) = RegionGrowing.Confident(image, [new(1, 0, 0)], iterations: 0);
        Assert.Equal([1, 1, 1, 1, 0, 0, 0, 0], region.Array);
        Assert.Equal((7f, 17f), (low, high));
        // 10, 12, 14, 17: mean 13.25, variance 26.75 / 3
        (region, low, high) = RegionGrowing.Confident(image, [new(1, 0, 0)], iterations: 1);
        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0], region.Array);
        Assert.Equal(13.25 + 2.5 * Math.Sqrt(26.75 / 3), high, 1e-5);
        // 10, 12, 14, 17, 19: mean 14.4, variance 53.2 / 4; then nothing changes any more
        (region, low, high) = RegionGrowing.Confident(image, [new(1, 0, 0)], iterations: 50);
        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0], region.Array);
        Assert.Equal(14.4 - 2.5 * Math.Sqrt(53.2 / 4), low, 1e-5);
    }

    [Fact]
    public void Confidence_holds_the_seeds_themselves_and_repeats_the_edge_voxel()
    {
        // 0, 0, 6: mean 2, variance 12, no deviations allowed: from the seed's 0 to 2
        var image = new Volume<float>(new Geometry(new(4, 1, 1)), [0, 6, 1, 2]);
        var (region, low, high) = RegionGrowing.Confident(image, [new(0, 0, 0)], deviations: 0);
        Assert.Equal([1, 0, 0, 0], region.Array);
        Assert.Equal((0f, 2f), (low, high));
        Assert.Equal([1, 1, 1, 1], RegionGrowing.Confident(image.Map(_ => 3f), [new(2, 0, 0)], radius: 0).Region.Array);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        var image = Gaussian.InVoxels(Images.Counted(40, 30, 20), 1);
        var (one, four) = (RegionGrowing.Confident(image, [new(20, 15, 10)], threads: 1), RegionGrowing.Confident(image, [new(20, 15, 10)], threads: 4));
        Assert.Equal(one.Region.Array, four.Region.Array);
        Assert.Equal((one.Low, one.High), (four.Low, four.High));
    }

    [Fact]
    public void What_cannot_be_grown_from_is_refused()
    {
        var image = Images.Counted(5, 4, 3);
        Assert.Contains("(5, 0, 0) does not lie in 5×4×3", Assert.Throws<ArgumentOutOfRangeException>(() => RegionGrowing.Within(image, [new(5, 0, 0)], 0, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RegionGrowing.Confident(image, [new(0, 0, -1)]));
        Assert.Throws<ArgumentException>(() => RegionGrowing.Within(image, [], 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegionGrowing.Within(image, [new(0, 0, 0)], 2, 1));
        Assert.Throws<ArgumentException>(() => RegionGrowing.Confident(image.Map(_ => float.NaN), [new(0, 0, 0)]));
    }
}
