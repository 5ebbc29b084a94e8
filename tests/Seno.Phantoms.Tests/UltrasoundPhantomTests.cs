using Seno.Imaging.Operators;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Ultrasound;

namespace Seno.Phantoms.Tests;

public sealed class UltrasoundPhantomTests
{
    /// <summary>Rayleigh: mean over standard deviation is √(π/(4 − π)) = 1.913.</summary>
    [Fact]
    public void Speckle_of_uniform_tissue_is_Rayleigh()
    {
        var options = new UltrasoundOptions { Width = 400, Depth = 400 };
        var envelope = UltrasoundPhantom.Envelope(new float[160_000], options, new Core.SeededRandom(1, "speckle"));
        var mean = envelope.Average(value => (double)value);
        var deviation = Math.Sqrt(envelope.Average(value => (value - mean) * (value - mean)));
        Assert.InRange(mean / deviation, 1.913 - 0.05, 1.913 + 0.05);
    }

    [Fact]
    public void The_same_seed_gives_the_same_image_and_another_index_another()
    {
        var options = new UltrasoundOptions();
        var first = UltrasoundPhantom.Simulate(options, 3, 5);
        Assert.Equal(first.Image.Array, UltrasoundPhantom.Simulate(options, 3, 5).Image.Array);
        Assert.NotEqual(first.Image.Array, UltrasoundPhantom.Simulate(options, 3, 6).Image.Array);
    }

    [Fact]
    public void Lesions_are_darker_than_what_lies_beside_them()
    {
        var darker = 0;
        for (var i = 0; i < 20; i++)
        {
            var image = UltrasoundPhantom.Simulate(new UltrasoundOptions(), 1, i);
            Assert.InRange(image.Truth.Array.Sum(pixel => pixel) * Math.Pow(image.Truth.Geometry.Spacing.X, 2) / (Math.PI / 4 * Math.Pow(image.Lesion!.Diameter, 2)), 0.4, 1.9);
            Assert.InRange(image.Image.Array.Min(), 0, 255);
            var distance = DistanceTransform.ToMask(image.Truth);
            var inside = Enumerable.Range(0, distance.Array.Length).Where(k => distance.Array[k] == 0).Average(k => image.Image.Array[k]);
            darker += inside < Enumerable.Range(0, distance.Array.Length).Where(k => distance.Array[k] is > 0.4f and < 2).Average(k => image.Image.Array[k]) ? 1 : 0;
        }
        Assert.InRange(darker, 18, 20);
    }

    [Fact]
    public void Behind_a_cyst_it_is_brighter_and_behind_a_cancer_darker_than_beside_it()
    {
        var (cysts, cancers) = (new List<double>(), new List<double>());
        for (var i = 0; i < 60; i++)
        {
            var image = UltrasoundPhantom.Simulate(new UltrasoundOptions { Diameter = (8, 12) }, 4, i);
            if (image.Lesion!.Kind == LesionKind.Cyst)
                cysts.Add(Behind(image));
            else if (image.Lesion.IsMalignant)
                cancers.Add(Behind(image));
        }
        Assert.True(cysts.Average() > 5, $"cysts {cysts.Average()}");
        Assert.True(cancers.Average() < -5, $"cancers {cancers.Average()}");
    }

    /// <summary>Mean grey level under the lesion's middle third minus that beside it, in the same rows.</summary>
    private static double Behind(UltrasoundImage image)
    {
        var (width, depth) = (image.Truth.Size.X, image.Truth.Size.Y);
        var columns = Enumerable.Range(0, width).Where(x => Enumerable.Range(0, depth).Any(y => image.Truth[x, y] == 1)).ToArray();
        var bottom = Enumerable.Range(0, depth).Last(y => columns.Any(x => image.Truth[x, y] == 1));
        var (from, to) = (bottom + 5, Math.Min(depth, bottom + 35));
        if (to - from < 10)
            return 0;
        double Mean(IEnumerable<int> chosen) => chosen.Where(x => x >= 0 && x < width).SelectMany(x => Enumerable.Range(from, to - from).Select(y => (double)image.Image[x, y])).DefaultIfEmpty(0).Average();
        var third = columns.Length / 3;
        return Mean(columns[third..^third]) - Mean([.. Enumerable.Range(columns[0] - third - 10, third), .. Enumerable.Range(columns[^1] + 10, third)]);
    }

    [Fact]
    public void An_image_without_lesion_has_an_empty_truth()
    {
        var image = UltrasoundPhantom.Simulate(new UltrasoundOptions { WithoutLesion = 1 }, 1, 0);
        Assert.Null(image.Lesion);
        Assert.Equal(0, image.Truth.Array.Max());
    }

    /// <summary>Quartiles of the lesions' share of BUS-BRA's images: 0.032, 0.062 and 0.121.</summary>
    [Fact]
    public void The_depth_is_set_so_that_the_lesion_fills_a_fair_share_of_the_image()
    {
        var options = new UltrasoundOptions().InPixels(80);
        UltrasoundImage[] images = [.. Enumerable.Range(0, 24).Select(i => UltrasoundPhantom.Simulate(options with { Diameter = (4, 20) }, 2, i))];
        double[] depths = [.. images.Select(image => image.Image.Size.Y * image.Image.Geometry.Spacing.Y)], shares = [.. images.Select(image => image.Truth.Array.Average(pixel => (double)pixel))];
        Assert.All(depths, depth => Assert.InRange(depth, 20 - 1e-9, 50 + 1e-9));
        Assert.All(images, image => Assert.Equal(image.Image.Geometry.Spacing, image.Truth.Geometry.Spacing));
        Assert.InRange(Core.OrderStatistics.Median(shares), 0.04, 0.09);
        var sizes = images.Select(image => image.Lesion!.Diameter).ToArray();
        Assert.True(sizes.Zip(depths).Where(pair => pair.First > 12).Average(pair => pair.Second) > sizes.Zip(depths).Where(pair => pair.First < 7).Average(pair => pair.Second) + 5);
    }

    [Fact]
    public void Another_depth_changes_the_spacing_and_half_as_strongly_the_resolution()
    {
        var (options, deep) = (new UltrasoundOptions(), new UltrasoundOptions().InDepth(4 * 36));
        Assert.Equal(4 * options.Spacing, deep.Spacing, 12);
        Assert.Equal(2 * options.AxialSpread * options.Spacing, deep.AxialSpread * deep.Spacing, 12);
        Assert.Equal(2 * options.LateralSpread * options.Spacing, deep.LateralSpread * deep.Spacing, 12);
    }

    /// <summary>9 dB of 65, before a grey map that only rises.</summary>
    [Fact]
    public void More_gain_brightens_the_image_and_leaves_the_truth()
    {
        UltrasoundImage With(double gain) => UltrasoundPhantom.Simulate(new UltrasoundOptions { OverallGain = (gain, gain), EdgeEnhancement = 0 }.InPixels(120), 9, 0);
        var (low, high) = (With(-6), With(3));
        Assert.Equal(low.Soft.Array, high.Soft.Array);
        Assert.All(low.Image.Array.Zip(high.Image.Array), pair => Assert.True(pair.First <= pair.Second));

        // the level in dB of a pixel that is neither black nor white rises by 9
        double Level(float value) => Math.Pow(value / 255, 1 / 2.9) * 65;
        Assert.All(low.Image.Array.Zip(high.Image.Array).Where(pair => pair.First > 2 && pair.Second < 250), pair => Assert.Equal(9, Level(pair.Second) - Level(pair.First), 0.05));
    }
}
