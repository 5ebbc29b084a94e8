using Seno.Phantoms.Anatomy;
using Seno.Phantoms.Ultrasound;

namespace Seno.Phantoms.Tests;

public sealed class UltrasoundTissueTests
{
    [Fact]
    public void Tissue_begins_with_skin_and_holds_the_lesion_as_fibroglandular()
    {
        var options = new UltrasoundOptions();
        for (var i = 0; i < 3; i++)
        {
            var image = UltrasoundPhantom.Simulate(options, 5, i);
            Assert.All(Enumerable.Range(100, 40), x => Assert.Equal(TissueLabels.Of(Material.Skin), image.Tissue[x, 0]));
            var inside = Enumerable.Range(0, image.Soft.Array.Length).Where(k => image.Soft.Array[k] == 1).ToArray();
            Assert.NotEmpty(inside);
            Assert.All(inside, k => Assert.Equal(TissueLabels.Of(Material.MalignantMass), image.Tissue.Array[k]));
            Assert.Contains(TissueLabels.Of(Material.Adipose), image.Tissue.Array);
        }
    }

    /// <summary>A lesion squeezed to a share s and spread by 1/√s is wider over its height by s^−1.5, where s is 0.5^0.35 = 0.78 for cancers to 0.5^0.7 = 0.62 for cysts.</summary>
    [Fact]
    public void Lesions_lie_across_the_beam_under_the_probe_and_less_so_without_pressure()
    {
        double Width(double squeeze) => Enumerable.Range(0, 6).Average(i =>
        {
            var image = UltrasoundPhantom.Simulate(new UltrasoundOptions { Squeeze = (squeeze, squeeze), Diameter = (6, 10) }, 6, i);
            return WidthToHeight(image);
        });
        var (pressed, free) = (Width(0.5), Width(1));
        Assert.InRange(pressed / free, Math.Pow(0.5, -1.5 * 0.35), Math.Pow(0.5, -1.5 * 0.7));
    }

    /// <summary>The logarithm of one look of speckle deviates by 5.57 dB, that of the mean of 9 by 8.69 dB · 0.523 / 3 = 1.51 dB: 3.7 times less, and anatomy, which all looks share, makes it less than that.</summary>
    [Fact]
    public void More_looks_give_smoother_tissue()
    {
        double Grain(int looks)
        {
            var image = UltrasoundPhantom.Simulate(new UltrasoundOptions { Looks = looks, GreyMap = 1, EdgeEnhancement = 0 }, 7, 1).Image;
            var steps = Enumerable.Range(40 * 240, 60 * 240 - 1).Select(i => (double)image.Array[i + 1] - image.Array[i]).ToArray();
            return Math.Sqrt(steps.Average(step => step * step));
        }
        Assert.InRange(Grain(1) / Grain(9), 1.8, 3.7);
    }

    [Fact]
    public void More_pixels_show_the_same_breast()
    {
        var options = new UltrasoundOptions();
        var (coarse, fine) = (UltrasoundPhantom.Simulate(options.InPixels(120), 8, 0), UltrasoundPhantom.Simulate(options, 8, 0));
        Assert.Equal(coarse.Truth.Array.Sum(pixel => 4 * pixel), fine.Truth.Array.Sum(pixel => pixel), 0.1 * fine.Truth.Array.Sum(pixel => pixel));
        Assert.Equal(options.LateralSpread / 2, options.InPixels(120).LateralSpread, 12);
    }

    private static double WidthToHeight(UltrasoundImage image)
    {
        var (width, depth) = (image.Truth.Size.X, image.Truth.Size.Y);
        return (double)Enumerable.Range(0, width).Count(x => Enumerable.Range(0, depth).Any(y => image.Truth[x, y] == 1))
            / Enumerable.Range(0, depth).Count(y => Enumerable.Range(0, width).Any(x => image.Truth[x, y] == 1));
    }
}
