using System.Numerics;
using Seno.Core;

namespace Seno.Phantoms.Tests;

public sealed class PowerLawFieldTests
{
    [Fact]
    public void A_transform_of_four_values_by_hand()
    {
        var transform = new FourierTransform(4);
        Complex[] values = [1, 2, 3, 4];
        transform.Forward(values);
        Assert.Equal([new(10, 0), new(-2, 2), new(-2, 0), new(-2, -2)], values.Select(value => new Complex(Math.Round(value.Real, 12), Math.Round(value.Imaginary, 12))));
        transform.Inverse(values);
        Assert.All(values.Select((value, i) => value - (i + 1)), difference => Assert.True(difference.Magnitude < 1e-12));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourierTransform(12));
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(2.0)]
    public void Power_falls_with_the_exponent_asked_for(double exponent)
    {
        var field = new PowerLawField(64, 1, exponent, longest: 64, shortest: 0, new SeededRandom(1, "test"));
        var power = ShellPower(field);

        var (low, high) = (power[4], power[16]);
        Assert.Equal(exponent, Math.Log(low / high) / Math.Log(4), 0.25);
    }

    [Fact]
    public void Values_have_mean_0_and_variance_1_and_repeat()
    {
        var field = new PowerLawField(32, 2, 3, longest: 60, shortest: 4, new SeededRandom(2, "test"));
        var values = field.Values.ToArray();
        Assert.Equal(0, values.Average(), 1e-4);
        Assert.Equal(1, values.Average(value => value * value), 1e-3);
        Assert.Equal(field.At(3, 5, 7), field.At(3 + 64, 5 - 64, 7 + 128), 1e-5f);
        Assert.Equal(values[1 + 32 * (2 + 32 * 3)], field.At(2, 4, 6), 1e-6f);
    }

    /// <summary>Mean power of the modes at each whole |k|.</summary>
    private static double[] ShellPower(PowerLawField field)
    {
        var (size, transform) = (field.Size, new FourierTransform(field.Size));
        var cube = Array.ConvertAll(field.Values.ToArray(), value => new Complex(value, 0));
        foreach (var stride in new[] { 1, size, size * size })
        {
            var line = new Complex[size];
            for (var start = 0; start < cube.Length; start++)
            {
                if (start / stride % size != 0)
                    continue;
                for (var i = 0; i < size; i++)
                    line[i] = cube[start + i * stride];
                transform.Forward(line);
                for (var i = 0; i < size; i++)
                    cube[start + i * stride] = line[i];
            }
        }
        var (sums, counts) = (new double[size], new int[size]);
        for (var i = 0; i < cube.Length; i++)
        {
            double Wave(int k) => k <= size / 2 ? k : k - size;
            var (x, y, z) = (Wave(i % size), Wave(i / size % size), Wave(i / size / size));
            var k = (int)Math.Round(Math.Sqrt(x * x + y * y + z * z));
            sums[Math.Min(k, size - 1)] += cube[i].Real * cube[i].Real + cube[i].Imaginary * cube[i].Imaginary;
            counts[Math.Min(k, size - 1)]++;
        }
        return [.. sums.Select((sum, k) => sum / Math.Max(1, counts[k]))];
    }
}
