using Seno.Imaging;
using Seno.Imaging.Operators;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Mammography;

namespace Seno.Phantoms.Tests.Mammography;

public sealed class PresentationTests
{
    /// <summary>Nearly all fat: 2 % of it ducts and ligaments.</summary>
    private static readonly CompressedBreast Fatty = CompressedBreast.Position(BreastAnatomy.Draw(new() { VolumetricDensity = 0.02, SkinFold = 0 }, 5, 0), MammographyView.CC, 5, 0);

    [Theory]
    [InlineData(0, 0.0456, 50)]
    [InlineData(0.1, 0.0456, 50)]
    [InlineData(0.3, 0.0802, 40)]
    public void The_raw_image_of_a_uniform_slab_is_what_Beer_and_Lambert_and_the_scatter_ratio_say(double ratio, double coefficient, double thickness)
    {
        const double Quanta = 50_000;
        var scanner = new MammographyScanner { ScatterToPrimary = ratio };
        var attenuation = Uniform((float)(coefficient * thickness));
        var scatter = Detector.Scatter(attenuation, Uniform((float)thickness), thickness, scanner, threads: 1);
        var raw = Detector.Count(Detector.Signal(attenuation, scatter, scanner, threads: 1), Quanta, seed: 3, index: 0, threads: 1);

        // by hand: N exp(−µ T) (1 + S/P); 14 400 pixels, so four standard errors are a 30th of the root
        var expected = Quanta * Math.Exp(-coefficient * thickness) * (1 + ratio);
        Assert.Equal(expected, raw.Array.Average(count => (double)count), 4 * Math.Sqrt(expected / raw.Array.Length));
    }

    [Fact]
    public void The_raw_image_counts_whole_quanta_and_all_of_them_beside_the_breast()
    {
        var scanner = new MammographyScanner { ScatterToPrimary = 0 };
        var image = Expose(scanner);
        var outside = Distances(image.Tissue);
        var air = Enumerable.Range(0, outside.Array.Length).Where(i => outside.Array[i] < -5).Select(i => (double)image.Raw.Array[i]).ToArray();
        var quanta = MammographySimulator.Quanta(Fatty, scanner, image.Raw.Geometry.Spacing.X);
        Assert.True(air.Length > 1000);
        Assert.Equal(quanta, air.Average(), 4 * Math.Sqrt(quanta / air.Length));
        Assert.All(image.Raw.Array, count => Assert.True(count >= 0 && count == MathF.Round(count)));
    }

    [Fact]
    public void What_is_shown_rises_with_attenuation_where_the_thickness_is_the_same()
    {
        var (window, added) = (new DisplayWindow(2.6, 1.2), Uniform(0.1f));
        var shown = Enumerable.Range(10, 40).Select(tenths => Presentation.Of(Uniform((float)Math.Round(1e6 * Math.Exp(-tenths / 10.0))), 1e6, added, window, threads: 1)[60, 60]).ToArray();
        Assert.All(shown.Zip(shown.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.Equal(2048, Presentation.Of(Uniform((float)(1e6 * Math.Exp(-2.5))), 1e6, added, window, threads: 1)[60, 60], 1.0);
    }

    [Fact]
    public void The_rim_of_a_breast_of_fat_is_not_brighter_than_its_interior_by_more_than_6_percent_of_white()
    {
        var image = Expose(new());
        var distance = Distances(image.Tissue);
        var interior = Median(image, distance, 15, 40);
        for (var from = 2; from < 8; from += 2)
        {
            var rim = Median(image, distance, from, from + 2);
            // 5.5 % are left from 2 to 4 mm, where less scatter arrives than within
            Assert.InRange(rim - interior, -0.15 * 4095, 0.06 * 4095);
        }
        Assert.InRange(interior, 0.1 * 4095, 0.6 * 4095);
    }

    [Fact]
    public void A_square_is_shown_in_the_same_window_as_the_whole_breast()
    {
        var scanner = new MammographyScanner();
        var coefficients = AttenuationCoefficients.Mean();
        Assert.Equal(DisplayWindow.Of(Fatty, scanner, coefficients, threads: 1), DisplayWindow.Of(Fatty, scanner with { Pixel = 0.07 }, coefficients, threads: 2));
    }

    private static MammographyImage Expose(MammographyScanner scanner) =>
        MammographySimulator.Expose(Fatty, scanner with { TissueSampling = 0.6 }, MammographySimulator.WholeBreast(Fatty, scanner, rows: 300), 5, 0, 0);

    private static Volume<float> Uniform(float value)
    {
        var volume = new Volume<float>(new Geometry(new(120, 120, 1), new(0.1, 0.1, 1)));
        volume.Span.Fill(value);
        return volume;
    }

    /// <returns>mm from the skin's line: positive within the breast.</returns>
    private static Volume<float> Distances(Volume<byte> tissue)
    {
        var (inside, outside) = (DistanceTransform.ToMask(tissue.Map(label => label == 0 ? (byte)1 : (byte)0)), DistanceTransform.ToMask(tissue.Map(label => label == 0 ? (byte)0 : (byte)1)));
        var signed = new Volume<float>(tissue.Geometry);
        for (var i = 0; i < signed.Array.Length; i++)
            signed.Array[i] = inside.Array[i] - outside.Array[i];
        return signed;
    }

    private static float Median(MammographyImage image, Volume<float> distance, double from, double to)
    {
        var values = Enumerable.Range(0, distance.Array.Length).Where(i => distance.Array[i] >= from && distance.Array[i] < to).Select(i => image.Image.Array[i]).Order().ToArray();
        return values[values.Length / 2];
    }
}
