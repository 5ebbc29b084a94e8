using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Plausibility;
using Seno.Phantoms.Ultrasound;

namespace Seno.Phantoms.Tests.Plausibility;

public sealed class PlausibilityTests
{
    /// <summary>Values as scipy.stats.wasserstein_distance gives them.</summary>
    [Theory]
    [InlineData("0 1 3", "5 6 8", 5)]
    [InlineData("0 1", "0 0 1 1", 0)]
    [InlineData("1 2 3", "2", 0.66666666666666667)]
    [InlineData("4 0 7 1", "3 9 2 2 5", 1.6)]
    public void Wasserstein_distance_of_short_samples(string first, string second, double expected)
    {
        Assert.Equal(expected, WassersteinDistance.Of(Numbers(first), Numbers(second)), 12);
        Assert.Equal(expected, WassersteinDistance.Of(Numbers(second), Numbers(first)), 12);
    }

    [Fact]
    public void An_empty_sample_has_no_distance() => Assert.Throws<ArgumentException>(() => WassersteinDistance.Of([], [1]));

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void The_exponent_of_a_slice_is_one_less_than_that_of_its_volume(double exponent)
    {
        var field = new PowerLawField(64, 1, exponent, longest: 64, shortest: 0, new SeededRandom(1, "test"));
        var exponents = Enumerable.Range(0, 16).Select(z => RadialSpectrum.Of(Image(64, 64, (x, y) => field.At(x, y, 4 * z)), All(64, 64), 64)!.Exponent(0.05, 0.3));
        Assert.InRange(exponents.Average(), exponent - 1 - 0.2, exponent - 1 + 0.2);
    }

    [Fact]
    public void White_noise_is_flat_and_of_the_taper_s_energy()
    {
        var random = new SeededRandom(2, "white");
        var spectrum = RadialSpectrum.Of(Image(256, 256, (_, _) => (float)random.Normal()), All(256, 256), 64)!;
        Assert.InRange(spectrum.Exponent(0.05, 0.45), -0.03, 0.03);

        // Σ of the squared taper: (64 · 3/8)² times the variance 1
        Assert.InRange(spectrum.Power.Skip(3).Average(), 0.97 * 576, 1.03 * 576);
    }

    [Fact]
    public void A_region_that_holds_no_window_has_no_spectrum() => Assert.Null(RadialSpectrum.Of(Image(64, 64, (x, _) => x), Image(64, 64, (x, _) => x > 0 ? 1 : 0).Map(value => (byte)value), 64));

    /// <summary>20 log₁₀ of a Rayleigh variable has the standard deviation 5.57 dB, whatever its scale.</summary>
    [Fact]
    public void Log_compressed_speckle_has_a_deviation_of_5_57_decibels_and_the_width_of_its_pulse()
    {
        // the squared autocorrelation ((1 + u) e^(−u))² of the pulse falls to a half at u = 1.08 of its τ = 1.54/√2: 1.18, as that of a Gaussian of deviation 1 does
        var options = new UltrasoundOptions { Width = 300, Depth = 300, LateralSpread = 2, AxialSpread = 1.54 };
        var envelope = UltrasoundPhantom.Envelope(new float[90_000], options, new SeededRandom(3, "speckle"));
        var speckle = SpeckleStatistics.Of(Image(300, 300, (x, y) => 20 * MathF.Log10(envelope[x + 300 * y])), All(300, 300))!;
        Assert.InRange(speckle.Deviation, 4, 5.7);
        Assert.InRange(speckle.Lateral / speckle.Axial, 1.6, 3);
        var brighter = UltrasoundPhantom.Envelope([.. Enumerable.Repeat(30f, 90_000)], options, new SeededRandom(3, "speckle"));
        var shifted = SpeckleStatistics.Of(Image(300, 300, (x, y) => 20 * MathF.Log10(brighter[x + 300 * y])), All(300, 300))!;
        Assert.Equal(speckle.Deviation, shifted.Deviation, 3);
    }

    [Fact]
    public void A_dark_disc_s_appearance_by_hand()
    {
        var disc = Image(101, 81, (x, y) => (x - 50) * (x - 50) + (y - 40) * (y - 40) <= 20 * 20 ? 1 : 0).Map(value => (byte)value);
        var image = Image(101, 81, (x, y) => (disc[x, y] == 1 ? 10 : 30) + (((x + y) & 1) == 0 ? 2 : -2));
        var seen = LesionAppearance.Of(image, disc, disc.Map(value => (byte)(1 - value)))!;
        Assert.InRange(seen.Inside, 9.9, 10.1);
        Assert.InRange(seen.Outside, 29.9, 30.1);
        Assert.InRange(seen.ContrastToNoise, -10.1, -9.9);
        Assert.Equal(1, seen.WidthToHeight);
        Assert.InRange(seen.AreaShare, 0.99 * Math.PI * 400 / 8181, 1.01 * Math.PI * 400 / 8181);
        Assert.InRange(seen.Irregularity, 0.95, 1.08);
        Assert.Null(LesionAppearance.Of(image, new(image.Geometry), disc));
    }

    [Fact]
    public void A_step_at_the_edge_is_a_step_in_the_profile()
    {
        var square = Image(60, 60, (x, y) => x is >= 20 and < 40 && y is >= 20 and < 40 ? 1 : 0).Map(value => (byte)value);
        var profile = EdgeProfile.Of(square.Map(value => (float)(5 - 3 * value)), square, All(60, 60), 6, 6);
        Assert.Equal([-5.5, -4.5, -3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5], profile.Select(point => point.Distance));
        Assert.All(profile.Where(point => double.IsFinite(point.Mean)), point => Assert.Equal(point.Distance < 0 ? 2 : 5, point.Mean));
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(word => double.Parse(
        word,
        System.Globalization.NumberStyles.Float,
        System.Globalization.CultureInfo.InvariantCulture))];

    private static Volume<float> Image(int width, int height, Func<int, int, float> value)
    {
        var image = new Volume<float>(new Geometry(new(width, height, 1)));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                image[x, y] = value(x, y);
        }
        return image;
    }

    private static Volume<byte> All(int width, int height) => Image(width, height, (_, _) => 1).Map(value => (byte)value);
}
