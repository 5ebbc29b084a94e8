using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class WatershedTests
{
    private static readonly Volume<float> Image = Images.Counted(6, 5, 3);

    [Fact]
    public void Basins_of_all_minima_agree_with_scikit_image() =>
        // scikit-image 0.19.3: segmentation.watershed(image)
        Assert.Equal("113335116355166675186777888777123335446355466675486777888777423335446355466675486777888777", string.Concat(Watershed.FromMinima(Image).Labels.Array));

    [Fact]
    public void Basins_of_seeds_agree_with_scikit_image()
    {
        // scikit-image 0.19.3: segmentation.watershed(image, seeds), with mask=image < 8, with compactness=1.5
        Assert.Equal("111333113332113332133322333322111333113332113332133322333322111333113332113332133322333322", string.Concat(Watershed.Flood(Image, Seeds()).Array));
        Assert.Equal("111330110332113302103322033022011330110332113302103322333022011330110332113302103322333022", string.Concat(Watershed.Flood(Image, Seeds(), mask: Image.Map(value => (byte)(value < 8 ? 1 : 0))).Array));
        Assert.Equal("111333113332133332133322333322113333113332133332133322333322113333113332133332133322333222", string.Concat(Watershed.Flood(Image, Seeds(), compactness: 1.5).Array));
    }

    [Fact]
    public void Seeds_outside_the_mask_are_passed_over()
    {
        var mask = Image.Map(_ => (byte)1);
        mask[3, 2, 1] = 0;
        var labels = Watershed.Flood(Image, Seeds(), mask: mask);
        Assert.Equal([0, 1, 2], labels.Array.Distinct().Order());
        Assert.Equal(1, labels.Array.Count(label => label == 0));
    }

    [Theory]
    [InlineData(Connectivity.Faces, 20)]
    [InlineData(Connectivity.Edges, 20)]
    [InlineData(Connectivity.Corners, 20)]
    [InlineData(Connectivity.Faces, 1)]
    [InlineData(Connectivity.Corners, 1)]
    public void Basins_part_the_grid_keep_their_seeds_and_are_connected(Connectivity connectivity, int depth)
    {
        var random = new SeededRandom(11, "watershed", depth);
        // few values, so that there are plateaus
        var image = new Volume<float>(new Geometry(new(33, 17, depth))).Map(_ => (float)random.Next(5));
        var seeds = image.Map(_ => random.Chance(0.004) ? 1 + random.Next(100_000) : 0);
        seeds.Array[5] = 70_000;
        var labels = Watershed.Flood(image, seeds, connectivity);
        Assert.DoesNotContain(0, labels.Array);
        for (var i = 0; i < seeds.Array.Length; i++)
            Assert.True(seeds.Array[i] == 0 || labels.Array[i] == seeds.Array[i]);
        foreach (var label in labels.Array.Distinct())
        {
            var (basin, _) = ConnectedComponents.Label(labels.Map(own => (byte)(own == label ? 1 : 0)), connectivity);
            for (var i = 0; i < seeds.Array.Length; i++)
                Assert.True(basin.Array[i] == 0 || seeds.Array.Zip(basin.Array).Any(pair => pair.First == label && pair.Second == basin.Array[i]));
        }
    }

    [Theory]
    [InlineData(Connectivity.Faces, 1000)]
    [InlineData(Connectivity.Edges, 1000)]
    [InlineData(Connectivity.Corners, 1000)]
    [InlineData(Connectivity.Faces, 1_000_000_000)]
    [InlineData(Connectivity.Corners, 1_000_000_000)]
    public void All_minima_as_seeds_give_the_flood_s_basins(Connectivity connectivity, int values)
    {
        var random = new SeededRandom(13, "watershed", values);
        foreach (var size in new Size3[] { new(40, 21, 9), new(50, 50, 1), new(1, 70, 1) })
        {
            var image = new Volume<float>(new Geometry(size)).Map(_ => (float)random.Next(values));
            var (seeds, count) = ConnectedComponents.Label(LocalMinima.Of(image, connectivity), connectivity);
            var (labels, basins) = Watershed.FromMinima(image, connectivity, threads: 3);
            Assert.Equal(count, basins);
            Assert.Equal(Watershed.Flood(image, seeds, connectivity).Array, labels.Array);
        }
    }

    [Fact]
    public void A_NaN_is_flooded_last_and_no_seed_floods_nothing()
    {
        var image = new Volume<float>(new Geometry(new(5, 1, 1)), [0, float.NaN, 2, 9, 1]);
        var seeds = new Volume<int>(image.Geometry, [7, 0, 0, 0, 8]);
        Assert.Equal([7, 7, 8, 8, 8], Watershed.Flood(image, seeds).Array);
        Assert.Equal([0, 0, 0, 0, 0], Watershed.Flood(image, new Volume<int>(image.Geometry)).Array);
    }

    [Fact]
    public void Other_sizes_and_negative_seeds_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Watershed.Flood(Image, new Volume<int>(new Geometry(new(6, 5, 2)))));
        Assert.Throws<ArgumentException>(() => Watershed.Flood(Image, Seeds().Map(seed => -seed)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Watershed.Flood(Image, Seeds(), compactness: double.NaN));
    }

    private static Volume<int> Seeds()
    {
        var seeds = new Volume<int>(Image.Geometry);
        (seeds[0, 0, 0], seeds[5, 4, 2], seeds[3, 2, 1]) = (1, 2, 3);
        return seeds;
    }
}
