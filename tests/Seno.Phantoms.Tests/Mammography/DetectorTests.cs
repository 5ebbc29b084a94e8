using Seno.Imaging;
using Seno.Phantoms.Mammography;

namespace Seno.Phantoms.Tests.Mammography;

public sealed class DetectorTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void A_uniform_slab_has_the_scatter_fraction_stated(double ratio)
    {
        var scanner = new MammographyScanner { ScatterToPrimary = ratio };
        var (attenuation, thickness) = (Uniform(60, 3), Uniform(60, 50));
        var scatter = Detector.Scatter(attenuation, thickness, full: 50, scanner, threads: 1);
        var signal = Detector.Signal(attenuation, scatter, scanner, threads: 1);
        var primary = Math.Exp(-3);
        Assert.Equal(primary * (1 + ratio), signal[30, 30], 1e-5 * primary);
        Assert.Equal(ratio / (1 + ratio), scatter[30, 30] / signal[30, 30], 1e-5);
    }

    [Fact]
    public void Noise_is_white_with_a_variance_equal_to_the_mean()
    {
        foreach (var mean in new[] { 200.0, 2000, 20_000 })
        {
            var counts = Detector.Count(Uniform(300, 0.05f), mean / 0.05, seed: 1, index: 2, threads: 0);
            var average = counts.Array.Average(count => (double)count);
            var variance = counts.Array.Average(count => (count - average) * (count - average));
            var neighbours = Enumerable.Range(0, counts.Array.Length - 1).Average(i => (counts.Array[i] - average) * (counts.Array[i + 1] - average));
            Assert.Equal(mean, average, 0.005 * mean);
            Assert.Equal(1, variance / mean, 0.03);
            Assert.Equal(0, neighbours / variance, 0.02);
        }
    }

    [Fact]
    public void Blur_lowers_a_wave_by_the_modulation_transfer_of_a_Gaussian()
    {
        var (scanner, waves) = (new MammographyScanner { Blur = 0.1 }, Uniform(200, 0));
        for (var i = 0; i < waves.Array.Length; i++)
            waves.Array[i] = (float)(1 + 0.5 * Math.Cos(2 * Math.PI * (i % 200) / 20));
        var dark = Uniform(200, 100);
        var signal = Detector.Signal(dark, waves, scanner, threads: 0);
        var amplitude = (signal[100, 100] - signal[110, 100]) / 2;
        Assert.Equal(0.5 * Math.Exp(-2 * Math.PI * Math.PI * 0.1 * 0.1 * 0.5 * 0.5), amplitude, 2e-3);
    }

    private static Volume<float> Uniform(int size, float value)
    {
        var volume = new Volume<float>(new Geometry(new(size, size, 1), new(0.1, 0.1, 1)));
        volume.Span.Fill(value);
        return volume;
    }
}
