using Seno.Core;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;

namespace Seno.Learning.Tests.Sampling;

public sealed class AugmentationTests
{
    private static (float[] Image, byte[] Label) Sample(float[] plane, byte[] labels, int width, int height, SpatialTransform transform)
    {
        var image = new float[width * height];
        var label = new byte[width * height];
        PatchSampler.Sample([plane], labels, width, height, (width - 1) / 2.0, (height - 1) / 2.0, width, height, transform, image, label);
        return (image, label);
    }

    private static float[] Noise(int count)
    {
        var random = new SeededRandom(1, "plane");
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Normal())];
    }

    [Fact]
    public void Identity_copies_and_mirrors_are_their_own_inverse()
    {
        float[] plane = [1, 2, 3, 4, 5, 6];
        byte[] labels = [0, 1, 0, 1, 0, 0];
        Assert.Equal(plane, Sample(plane, labels, 3, 2, SpatialTransform.Identity).Image);
        Assert.Equal([3, 2, 1, 6, 5, 4], Sample(plane, labels, 3, 2, new(0, 1, true, false)).Image);
        Assert.Equal([4, 5, 6, 1, 2, 3], Sample(plane, labels, 3, 2, new(0, 1, false, true)).Image);
        Assert.Equal([0, 0, 1, 0, 1, 0], Sample(plane, labels, 3, 2, new(0, 1, true, true)).Label);
    }

    [Fact]
    public void Half_a_turn_is_both_mirrors()
    {
        var plane = Noise(64);
        var labels = new byte[64];
        var turned = Sample(plane, labels, 8, 8, new(Math.PI, 1, false, false)).Image;
        var mirrored = Sample(plane, labels, 8, 8, new(0, 1, true, true)).Image;
        for (var y = 1; y < 7; y++)
        {
            for (var x = 1; x < 7; x++)
                Assert.Equal(mirrored[x + 8 * y], turned[x + 8 * y], 4);
        }
    }

    /// <summary>A patch that leaves the image is filled with 0, also when mirrored: the image's own pixels stay where they belong.</summary>
    [Fact]
    public void A_patch_larger_than_the_image_is_padded_on_all_sides()
    {
        var image = new float[5 * 3];
        var label = new byte[15];
        PatchSampler.Sample([[1, 2, 3]], [1, 0, 1], 3, 1, 1, 0, 5, 3, new(0, 1, true, false), image, label);
        Assert.Equal([0, 0, 0, 0, 0, 0, 3, 2, 1, 0, 0, 0, 0, 0, 0], image);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0], label);
    }

    [Fact]
    public void Image_and_label_stay_together_under_any_transform()
    {
        var plane = new float[64 * 64];
        var labels = new byte[64 * 64];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = labels[i] = (byte)(Math.Pow(i % 64 - 40, 2) + Math.Pow(i / 64 - 25, 2) < 150 ? 1 : 0);
        var options = new AugmentationOptions { RotationProbability = 1, ScalingProbability = 1 };
        for (var i = 0; i < 50; i++)
        {
            var (image, label) = Sample(plane, labels, 64, 64, SpatialTransform.Draw(options, new SeededRandom(1, "draw", i)));
            Assert.Equal(image.Select(value => value > 0.5f ? 1 : 0).Sum(), label.Sum(value => value), 3.0);
            for (var k = 0; k < image.Length; k++)
                Assert.True(MathF.Abs(image[k] - label[k]) <= 0.5f);
        }
    }

    /// <summary>scipy.ndimage.gaussian_filter([0,0,0,1,0,0,0,0,2] as 3×3 float, 0.8) (mode reflect, truncate 4).</summary>
    [Fact]
    public void Blur_is_scipys()
    {
        var plane = new float[] { 0, 0, 0, 1, 0, 0, 0, 0, 2 };
        GaussianBlur.Apply(plane, 3, 3, 0.8);
        double[] expected = ScipyBlur;
        for (var i = 0; i < 9; i++)
            Assert.Equal(expected[i], plane[i], 5);
    }

    private static readonly double[] ScipyBlur = [0.1829464, 0.0740165, 0.0388417, 0.3745782, 0.2502210, 0.3752008, 0.2150462, 0.4264255, 1.0627237];

    [Fact]
    public void Contrast_keeps_the_range_and_gamma_mean_and_deviation()
    {
        var plane = Noise(4096);
        var (low, high, mean) = (plane.Min(), plane.Max(), plane.Average());
        var deviation = plane.Average(value => (value - mean) * (value - mean));
        var stretched = plane.ToArray();
        Intensity.Contrast(stretched, 1.25);
        Assert.InRange(stretched.Min(), low - 1e-5, low + 1e-5);
        Assert.InRange(stretched.Max(), high - 1e-5, high + 1e-5);
        Assert.True(stretched.Average(value => value * value) > 1.2 * plane.Average(value => value * value));
        foreach (var invert in new[] { false, true })
        {
            var bent = plane.ToArray();
            Intensity.Gamma(bent, 1.5, invert);
            Assert.Equal(mean, bent.Average(), 3);
            Assert.Equal(deviation, bent.Average(value => (value - bent.Average()) * (value - bent.Average())), 2);
            Assert.NotEqual(plane, bent);
        }
    }

    [Fact]
    public void Noise_has_the_variance_asked_for()
    {
        var plane = new float[50_000];
        GaussianNoise.Add(plane, 0.09, new SeededRandom(1, "noise"));
        Assert.InRange(plane.Average(value => value * value), 0.087, 0.093);
    }

    [Fact]
    public void A_low_resolution_of_all_pixels_changes_nothing_and_of_half_loses_detail()
    {
        var plane = Noise(1024);
        var same = plane.ToArray();
        LowResolution.Apply(same, 32, 32, 1);
        Assert.Equal(plane, same);
        LowResolution.Apply(same, 32, 32, 0.5);
        Assert.True(Enumerable.Range(0, 1023).Average(i => MathF.Abs(same[i] - same[i + 1])) < 0.8 * Enumerable.Range(0, 1023).Average(i => MathF.Abs(plane[i] - plane[i + 1])));
    }

    [Fact]
    public void Items_made_ahead_come_in_order_and_failures_come_through()
    {
        Assert.Equal(Enumerable.Range(3, 20).Select(i => (long)i * i), Prefetch.InOrder(3, 23, i => i * i, 4));
        Assert.Throws<InvalidOperationException>(() => Prefetch.InOrder(0, 9, i => i == 5 ? throw new InvalidOperationException() : i, 3).ToArray());
    }
}
