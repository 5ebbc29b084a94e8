using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class BiasFieldTests
{
    [Fact]
    public void Two_tissues_become_even_again()
    {
        var (image, tissue) = Phantom(new(64, 56, 32));
        var result = BiasField.Correct(image);
        foreach (var label in new byte[] { 1, 2 })
        {
            var (before, after) = (Variation(image, tissue, label), Variation(result.Image, tissue, label));
            // 0.241 to 0.0105 and 0.127 to 0.0110 as measured; the noise is 0.005 of that
            Assert.True(after * 10 < before, FormattableString.Invariant($"tissue {label}: {before:0.0000} before, {after:0.0000} after"));
        }
        Assert.All(result.Field.Array, factor => Assert.True(factor > 0 && float.IsFinite(factor)));
        Assert.All(result.Image.Array.Zip(image.Array), pair => Assert.Equal(pair.Second > 0, pair.First > 0));
    }

    [Fact]
    public void A_slice_is_corrected_too()
    {
        var (image, tissue) = Phantom(new(96, 80, 1));
        var result = BiasField.Correct(image, tissue, new() { Shrink = 2 });
        Assert.True(Variation(result.Image, tissue, 1) * 5 < Variation(image, tissue, 1));
        var logs = Enumerable.Range(0, tissue.Array.Length).Where(i => tissue.Array[i] != 0).Average(i => Math.Log(result.Field.Array[i]));
        Assert.Equal(0, logs, 0.01);
    }

    [Fact]
    public void A_flat_image_stays_itself()
    {
        var image = new Volume<float>(new Geometry(new(20, 16, 12), new(1, 1, 1))).Map(_ => 7.5f);
        var result = BiasField.Correct(image);
        Assert.Equal(image.Array, result.Image.Array);
        Assert.All(result.Field.Array, factor => Assert.Equal(1, factor));
    }

    [Fact]
    public void What_is_not_positive_tells_nothing_and_is_divided_too()
    {
        var (image, tissue) = Phantom(new(40, 36, 20));
        var expected = BiasField.Correct(image, tissue).Field;
        var damaged = new Volume<float>(image.Geometry, [.. image.Array]);
        (damaged[0, 0, 0], damaged[1, 0, 0], damaged[2, 0, 0]) = (float.NaN, -3, 0);
        var mask = new Volume<byte>(tissue.Geometry, [.. tissue.Array]);
        (mask[0, 0, 0], mask[1, 0, 0], mask[2, 0, 0]) = (1, 1, 1);
        var result = BiasField.Correct(damaged, mask);
        // where nothing else was in the block, the three change nothing
        Assert.Equal(expected.Array, result.Field.Array);
        Assert.True(float.IsNaN(result.Image[0, 0, 0]) && result.Image[1, 0, 0] < 0 && result.Image[2, 0, 0] == 0);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var (image, tissue) = Phantom(new(40, 36, 20));
        Assert.Equal(BiasField.Correct(image, tissue, threads: 1).Image.Array, BiasField.Correct(image, tissue, threads: 4).Image.Array);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var image = Images.Counted(9, 8, 7);
        Assert.Throws<ArgumentException>(() => BiasField.Correct(image, new Volume<byte>(image.Geometry)));
        Assert.Throws<ArgumentException>(() => BiasField.Correct(image.Map(value => -1 - value)));
        Assert.Throws<ArgumentException>(() => BiasField.Correct(image, new Volume<byte>(new Geometry(new(9, 8, 6)))));
        Assert.Throws<ArgumentOutOfRangeException>(() => BiasField.Correct(image, options: new() { Width = 0 }));
    }

    [Fact]
    public void A_transform_and_its_inverse_give_the_values_back()
    {
        var random = new SeededRandom(1, "fourier");
        System.Numerics.Complex[] values = [.. Enumerable.Range(0, 16).Select(_ => new System.Numerics.Complex(random.Normal(), random.Normal()))];
        var transformed = values.ToArray();
        FourierTransform.Forward(transformed);
        for (var k = 0; k < 16; k++)
        {
            var sum = values.Select((value, i) => value * System.Numerics.Complex.FromPolarCoordinates(1, -2 * Math.PI * i * k / 16)).Aggregate((a, b) => a + b);
            Assert.Equal(0, (sum - transformed[k]).Magnitude, 1e-12);
        }
        FourierTransform.Inverse(transformed);
        Assert.All(values.Zip(transformed), pair => Assert.Equal(0, (pair.First - pair.Second).Magnitude, 1e-12));
    }

    [Fact]
    public void Halving_the_spans_changes_no_field()
    {
        var random = new SeededRandom(2, "spline");
        float[][] axes = [ShrunkenLog.Places(15, 1), ShrunkenLog.Places(13, 1), ShrunkenLog.Places(11, 2)];
        var values = Enumerable.Range(0, 15 * 13 * 6).Select(_ => (float)random.Normal()).ToArray();
        var field = SplineField.Approximate(values, [.. values.Select(_ => true)], axes, spans: 2, threads: 1);
        Assert.All(field.Evaluate(axes, 1).Zip(field.Refined().Evaluate(axes, 1)), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    /// <summary>A bright ellipsoid (tissue 2) in a darker one (1) in air (0), 0.5 % noise, under shading that varies by more than a factor of two.</summary>
    private static (Volume<float> Image, Volume<byte> Tissue) Phantom(Size3 size)
    {
        var image = new Volume<float>(new Geometry(size, new(1, 1, 2)));
        var tissue = new Volume<byte>(image.Geometry);
        var random = new SeededRandom(3, "bias", size.Z);
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                for (var x = 0; x < size.X; x++)
                {
                    var (u, v, w) = (2.0 * x / size.X - 1, 2.0 * y / size.Y - 1, size.Z == 1 ? 0 : 2.0 * z / size.Z - 1);
                    var within = Math.Sqrt(u * u + v * v + w * w) / 0.95;
                    var inner = Math.Sqrt(Math.Pow(u - 0.1, 2) + Math.Pow(v + 0.1, 2) + w * w) < 0.5;
                    tissue[x, y, z] = (byte)(inner ? 2 : within < 1 ? 1 : 0);
                    var value = tissue[x, y, z] switch { 2 => 200, 1 => 100, _ => 2 };
                    image[x, y, z] = (float)(value * Math.Exp(0.4 * u - 0.25 * v * v + 0.15 * w + 0.1 * Math.Sin(2 * v + u)) * (1 + 0.005 * random.Normal()));
                }
            }
        }
        return (image, tissue);
    }

    private static double Variation(Volume<float> image, Volume<byte> tissue, byte label)
    {
        var values = image.Array.Where((_, i) => tissue.Array[i] == label).Select(value => (double)value).ToArray();
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) / mean;
    }
}
