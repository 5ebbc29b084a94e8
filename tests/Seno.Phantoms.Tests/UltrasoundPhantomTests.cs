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
    public void Every_lesion_is_there_dark_and_of_the_size_asked_for()
    {
        var options = new UltrasoundOptions();
        for (var i = 0; i < 40; i++)
        {
            var image = UltrasoundPhantom.Simulate(options, 1, i);
            var lesion = image.Lesion!;
            var inside = Enumerable.Range(0, image.Truth.Array.Length).Where(k => image.Truth.Array[k] == 1).ToArray();
            Assert.InRange(inside.Length / (Math.PI * lesion.Radius * lesion.Radius), 0.7, 1.4);
            Assert.InRange(image.Image.Array.Min(), 0, 255);
            var around = Enumerable.Range(0, image.Truth.Array.Length).Where(k => lesion.Level(k % options.Width, k / options.Width) is > 1.15 and < 1.5 && k / options.Width < lesion.CentreY).ToArray();
            Assert.True(inside.Average(k => image.Image.Array[k]) < around.Average(k => image.Image.Array[k]));
        }
    }

    [Fact]
    public void An_image_without_lesion_has_an_empty_truth()
    {
        var image = UltrasoundPhantom.Simulate(new UltrasoundOptions { WithoutLesion = 1 }, 1, 0);
        Assert.Null(image.Lesion);
        Assert.Equal(0, image.Truth.Array.Max());
    }
}
