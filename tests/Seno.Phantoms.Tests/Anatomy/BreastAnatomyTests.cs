using Seno.Imaging;
using Seno.Phantoms.Anatomy;
using Seno.Phantoms.BreastCt;

namespace Seno.Phantoms.Tests.Anatomy;

public sealed class BreastAnatomyTests
{
    [Theory]
    [InlineData('a')]
    [InlineData('b')]
    [InlineData('c')]
    [InlineData('d')]
    public void Density_is_within_its_class_when_counted_on_a_grid(char density)
    {
        for (var index = 0; index < 3; index++)
        {
            var anatomy = BreastAnatomy.Draw(new() { Density = density }, seed: 5, index);
            var counts = Counts(anatomy, 72);
            var counted = counts[3] / (counts[2] + counts[3]);
            Assert.Equal(anatomy.VolumetricDensity, counted, 0.012);
            Assert.InRange(anatomy.VolumetricDensity, DensityClass.Range(density).Low, DensityClass.Range(density).High);
        }
    }

    [Fact]
    public void Skin_is_as_thick_as_it_says_all_around()
    {
        var anatomy = BreastAnatomy.Draw(new() { Skin = (2, 2), SkinFold = 0 }, seed: 5, index: 1);
        for (var angle = 0.0; angle < 6; angle += 0.5)
        {
            var (skin, step) = (0, 0.02);
            for (var distance = 20.0; distance < 90; distance += step)
            {
                if (anatomy.At(distance * Math.Cos(angle), distance * Math.Sin(angle), 0.3 * anatomy.Height) == Material.Skin)
                    skin++;
            }

            // the ray meets the skin at an angle of a few degrees
            Assert.InRange(skin * step, 1.9, 2.4);
        }
    }

    [Fact]
    public void Muscle_lies_at_the_chest_wall_and_an_implant_before_it()
    {
        var anatomy = BreastAnatomy.Draw(new() { Implant = 1 }, seed: 7, index: 0);
        Assert.Contains(anatomy.At(0, 0, 1), new[] { Material.Muscle, Material.Rib });
        Assert.True(Counts(anatomy, 48)[5] > 0);
        Assert.Equal(Material.Air, anatomy.At(0, 0, anatomy.Height + 1));
        Assert.Equal(Material.Skin, anatomy.At(0, 0, anatomy.Height - 1));
    }

    [Fact]
    public void The_same_seed_gives_the_same_breast_and_another_gives_another()
    {
        var options = new AnatomyOptions();
        var geometry = BreastCtSimulator.WholeBreast(BreastAnatomy.Draw(options, ulong.MaxValue, 3), 40);
        var first = MaterialMap.Of(BreastAnatomy.Draw(options, ulong.MaxValue, 3), geometry, threads: 1);
        var second = MaterialMap.Of(BreastAnatomy.Draw(options, ulong.MaxValue, 3), geometry, threads: 2);
        Assert.Equal(first.Centres.Array, second.Centres.Array);
        Assert.NotEqual(first.Centres.Array, MaterialMap.Of(BreastAnatomy.Draw(options, 0, 3), geometry).Centres.Array);
    }

    [Fact]
    public void Impossible_breasts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BreastAnatomy.Draw(new() { VolumetricDensity = -0.1 }, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreastAnatomy.Draw(new() { Density = 'e' }, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreastAnatomy.Draw(new() { Radius = (60, 50) }, 1, 0));
    }

    private static double[] Counts(BreastAnatomy anatomy, int size)
    {
        var counts = new double[6];
        foreach (var label in MaterialMap.Of(anatomy, BreastCtSimulator.WholeBreast(anatomy, size)).Tissues().Span)
            counts[label]++;
        return counts;
    }
}
