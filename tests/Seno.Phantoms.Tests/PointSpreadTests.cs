using Seno.Phantoms.Ultrasound;

namespace Seno.Phantoms.Tests;

public sealed class PointSpreadTests
{
    /// <summary>An echo lies where its reflector does: the pulse's centre of mass. Of t e^(−t/τ) the standard deviation is τ√2, its energy normalised to 1.</summary>
    [Fact]
    public void A_pulse_keeps_its_place_has_the_stated_deviation_and_energy_1()
    {
        var plane = new float[101];
        plane[50] = 1;
        PointSpread.Along(plane, 1, 101, 4);
        var sum = plane.Sum(value => (double)value);
        var mean = plane.Select((value, y) => value * (double)y).Sum() / sum;
        Assert.Equal(50, mean, 0.1);
        Assert.Equal(4, Math.Sqrt(plane.Select((value, y) => value * (y - mean) * (y - mean)).Sum() / sum), 0.15);
        Assert.Equal(1, plane.Sum(value => (double)value * value), 1e-4);
    }

    /// <summary>Its amplitude spectrum is 1/(1 + (2πfτ)²), the transform of t e^(−t/τ): a power of the frequency, where a Gaussian of that width has e^(−(2πfτ)²).</summary>
    [Fact]
    public void A_pulse_has_the_wings_of_a_ringing_transducer()
    {
        var plane = new float[512];
        plane[256] = 1;
        PointSpread.Along(plane, 1, 512, 6);
        double Amplitude(double frequency) => System.Numerics.Complex.Abs(plane.Select((value, y) => value * System.Numerics.Complex.Exp(new(0, -2 * Math.PI * frequency * y))).Aggregate((a, b) => a + b));
        foreach (var frequency in new[] { 0.02, 0.05, 0.1 })
            Assert.Equal(1 / (1 + Math.Pow(2 * Math.PI * frequency * 6 / Math.Sqrt(2), 2)), Amplitude(frequency) / Amplitude(0), 0.02);
    }
}
