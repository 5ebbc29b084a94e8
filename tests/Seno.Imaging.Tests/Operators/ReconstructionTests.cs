using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class ReconstructionTests
{
    [Theory]
    [InlineData(Connectivity.Faces)]
    [InlineData(Connectivity.Edges)]
    public void Dilation_under_an_image_agrees_with_scikit_image(Connectivity connectivity)
    {
        // scikit-image 0.19.3: morphology.reconstruction(image - 2, image, 'dilation', ndimage.generate_binary_structure(3, 1 and 2))
        double[] faces =
        [
            0, 3.7, 7.4, 1, 4.7, 6.4, 2, 5.7, 7.4, 3, 6.7, 0.3, 4, 7.7, 1.3, 5, 6.7, 2.3, 6, 7.7,
            3.3, 7, 0.6, 4.3, 6, 1.6, 5.3, 7, 2.6, 4.3, 8, 3.6, 7.3, 0.9, 4.6, 6.4, 1.9, 5.6, 7.4, 2.9,
            6.6, 0.2, 3.9, 7.6, 1.2, 4.9, 6.7, 2.2, 5.9, 7.7, 3.2, 6.9, 0.5, 4.2, 6, 1.5, 5.2, 7, 2.5, 4.3,
            8, 3.5, 7.2, 0.8, 4.5, 6.4, 1.8, 5.5, 7.4, 2.8, 6.5, 0.1, 3.8, 7.5, 1.1, 4.8, 6.7, 2.1, 5.8, 7.7,
            3.1, 6.8, 0.4, 4.1, 6, 1.4, 5.1, 7, 2.4, 4.3,
        ];
        double[] edges =
        [
            0, 3.7, 7.4, 1, 4.7, 6.7, 2, 5.7, 7.7, 3, 6.7, 0.3, 4, 7.7, 1.3, 5, 7, 2.3, 6, 7.7,
            3.3, 7, 0.6, 4.3, 7.7, 1.6, 5.3, 7, 2.6, 4.3, 8, 3.6, 7.3, 0.9, 4.6, 6.7, 1.9, 5.6, 7.7, 2.9,
            6.6, 0.2, 3.9, 7.6, 1.2, 4.9, 7, 2.2, 5.9, 7.7, 3.2, 6.9, 0.5, 4.2, 7.7, 1.5, 5.2, 7, 2.5, 4.3,
            8, 3.5, 7.2, 0.8, 4.5, 6.7, 1.8, 5.5, 7.7, 2.8, 6.5, 0.1, 3.8, 7.5, 1.1, 4.8, 7, 2.1, 5.8, 7.7,
            3.1, 6.8, 0.4, 4.1, 7.7, 1.4, 5.1, 7, 2.4, 4.3,
        ];
        var image = Images.Counted(6, 5, 3);
        Images.AssertNear(connectivity == Connectivity.Faces ? faces : edges, Reconstruction.ByDilation(image.Map(value => value - 2), image, connectivity), 1e-5);
    }

    [Fact]
    public void Erosion_above_an_image_agrees_with_scikit_image()
    {
        // scikit-image 0.19.3: morphology.reconstruction(marker, image, 'erosion', ndimage.generate_binary_structure(3, 1)), the marker 10 but for two corners
        double[] expected =
        [
            0, 3.7, 7.4, 6.5, 6.5, 8.4, 2, 5.7, 9.4, 6.5, 6.7, 6.1, 4, 7.7, 6.5, 6.5, 8.7, 6.1, 6, 9.7,
            6.5, 7, 6.1, 6.1, 8, 6.5, 6.5, 9, 6.1, 6.3, 10, 3.7, 7.3, 6.5, 6.5, 8.3, 2, 5.6, 9.3, 6.5,
            6.6, 6.1, 3.9, 7.6, 6.5, 6.5, 8.6, 6.1, 5.9, 9.6, 6.5, 6.9, 6.1, 6.1, 7.9, 6.5, 6.5, 8.9, 6.1, 6.2,
            9.9, 3.7, 7.2, 6.5, 6.5, 8.2, 2, 5.5, 9.2, 6.5, 6.5, 6.1, 3.8, 7.5, 6.5, 6.5, 8.5, 6.1, 5.8, 9.5,
            6.5, 6.8, 6.1, 6.1, 7.8, 6.5, 6.5, 8.8, 6.1, 6.1,
        ];
        var image = Images.Counted(6, 5, 3);
        var marker = image.Map(_ => 10f);
        (marker[0, 0, 0], marker[5, 4, 2]) = (image[0, 0, 0], image[5, 4, 2]);
        Images.AssertNear(expected, Reconstruction.ByErosion(marker, image), 1e-6);
    }

    [Theory]
    [InlineData(Connectivity.Faces, 1)]
    [InlineData(Connectivity.Faces, 3)]
    [InlineData(Connectivity.Edges, 2)]
    [InlineData(Connectivity.Corners, 1)]
    [InlineData(Connectivity.Corners, 3)]
    public void It_is_what_dilating_and_cutting_off_end_in(Connectivity connectivity, int threads)
    {
        foreach (var size in new Size3[] { new(14, 9, 37), new(15, 20, 1), new(33, 1, 3), new(1, 5, 40), new(16, 3, 3) })
        {
            var random = new SeededRandom(5, "reconstruction");
            var mask = new Volume<float>(new Geometry(size)).Map(_ => (float)Math.Round(random.NextDouble(), 1));
            var marker = mask.Map(value => random.Chance(0.02) ? value : -1f);
            Assert.Equal(Slowly(marker, mask, connectivity).Array, Reconstruction.ByDilation(marker, mask, connectivity, threads).Array);
            Assert.Equal(Slowly(marker, mask, connectivity).Array, Reconstruction.ByErosion(marker.Map(value => -value), mask.Map(value => -value), connectivity, threads).Map(value => 0 - value).Array);
        }
    }

    [Fact]
    public void A_NaN_stops_the_spreading()
    {
        var mask = new Volume<float>(new Geometry(new(5, 1, 1)), [4, 3, float.NaN, 5, 5]);
        var marker = new Volume<float>(mask.Geometry, [2, float.NaN, 1, 1, 1]);
        Assert.Equal([2, 2, float.NegativeInfinity, 1, 1], Reconstruction.ByDilation(marker, mask).Array);
    }

    [Fact]
    public void A_marker_that_passes_the_mask_is_refused_with_its_place()
    {
        var mask = Images.Counted(4, 3, 2);
        Assert.Contains("(2, 1, 1)", Assert.Throws<ArgumentException>(() => Reconstruction.ByDilation(Changed(mask, 0.5f), mask)).Message, StringComparison.Ordinal);
        Assert.Contains("(2, 1, 1)", Assert.Throws<ArgumentException>(() => Reconstruction.ByErosion(Changed(mask, -0.5f), mask)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Reconstruction.ByDilation(Images.Counted(4, 3, 1), mask));
    }

    private static Volume<float> Changed(Volume<float> image, float by)
    {
        var changed = image.Map(value => value);
        changed[2, 1, 1] += by;
        return changed;
    }

    private static Volume<float> Slowly(Volume<float> marker, Volume<float> mask, Connectivity connectivity)
    {
        var (size, grown) = (mask.Size, marker.Map(value => value));
        var reach = connectivity switch { Connectivity.Faces => 1, Connectivity.Edges => 2, _ => 3 };
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < grown.Array.Length; i++)
            {
                var (x, y, z) = (i % size.X, i / size.X % size.Y, i / size.X / size.Y);
                foreach (var (dx, dy, dz) in from dz in new[] { -1, 0, 1 } from dy in new[] { -1, 0, 1 } from dx in new[] { -1, 0, 1 } where Math.Abs(dx) + Math.Abs(dy) + Math.Abs(dz) <= reach select (dx, dy, dz))
                {
                    if (x + dx < 0 || y + dy < 0 || z + dz < 0 || x + dx >= size.X || y + dy >= size.Y || z + dz >= size.Z)
                        continue;
                    var raised = Math.Min(mask.Array[i], grown[x + dx, y + dy, z + dz]);
                    changed |= raised > grown.Array[i];
                    grown.Array[i] = Math.Max(grown.Array[i], raised);
                }
            }
        }
        return grown;
    }
}
