using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class AnisotropicDiffusionTests
{
    [Fact]
    public void It_agrees_with_the_scheme_written_down_in_NumPy()
    {
        // NumPy: five steps of 0.2 with exp(-(g/3)²), and three of 0.1 with 1/(1 + (g/4)²), differences by np.diff, axis by axis
        double[] slice =
        [
            1.58957, 4.66557, 7.35066, 2.61153, 5.80325, 7.3024, 2.76043, 6.04349, 7.39081, 4.00172, 5.88068, 1.32881, 4.90207, 6.6581, 3.47459, 4.99797, 6.57529, 2.36317, 6.85416, 7.47504,
            4.18138, 5.98556, 2.7159, 3.21162, 7.18537, 2.80281, 4.19291, 7.38527, 2.85424, 4.45564,
        ];
        double[] volume =
        [
            1.60964, 4.40266, 5.22004, 2.48385, 5.6238, 5.81855, 4.45935, 4.45987, 7.8686, 4.966, 4.66288, 1.80043, 5.05897, 5.28146, 3.83401, 4.78367, 6.42753, 5.02723, 5.22456, 7.25434,
            5.03164, 4.74022, 3.15923, 4.09523, 6.53204, 3.82324, 5.45643, 7.43063, 4.58386, 5.16565, 7.27218, 5.58572, 5.87829, 3.14859, 4.77374, 6.75588,
        ];
        Images.AssertNear(slice, AnisotropicDiffusion.Of(Images.Counted(6, 5, 1, new(0.8, 1.2, 1)), 3, 5, 0.2), 1e-5);
        Images.AssertNear(volume, AnisotropicDiffusion.Of(Images.Counted(4, 3, 3, new(0.8, 1.2, 1.5)), 4, 3, 0.1, Conductance.Rational), 1e-5);
    }

    [Theory]
    [InlineData(Conductance.Exponential)]
    [InlineData(Conductance.Rational)]
    public void The_mean_stays_and_no_value_passes_the_extremes(Conductance conductance)
    {
        var image = Images.Counted(37, 11, 5, new(1, 0.5, 2));
        var smooth = AnisotropicDiffusion.Of(image, 5, 20, AnisotropicDiffusion.LongestStep(image.Geometry), conductance);
        Assert.Equal(image.Array.Average(value => (double)value), smooth.Array.Average(value => (double)value), 1e-5);
        Assert.True(smooth.Array.Min() >= image.Array.Min() && smooth.Array.Max() <= image.Array.Max());
        Assert.Equal(smooth.Array, AnisotropicDiffusion.Of(image, 5, 20, AnisotropicDiffusion.LongestStep(image.Geometry), conductance, threads: 1).Array);
    }

    [Fact]
    public void The_longest_step_is_stated_and_kept()
    {
        Assert.Equal(0.25, AnisotropicDiffusion.LongestStep(new(new(5, 4, 1), new(1, 1, 9))), 1e-12);
        Assert.Equal(1.0 / 6, AnisotropicDiffusion.LongestStep(new(new(5, 4, 3))), 1e-12);
        var image = Images.Counted(5, 4, 1);
        Assert.Contains("0.25 px²", Assert.Throws<ArgumentOutOfRangeException>(() => AnisotropicDiffusion.Of(image, 1, 1, 0.26)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => AnisotropicDiffusion.Of(image, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnisotropicDiffusion.Of(image, 1, -1));
        Assert.Equal(image.Array, AnisotropicDiffusion.Of(image, 1, 0).Array);
    }

    [Fact]
    public void Nothing_flows_to_or_from_a_NaN()
    {
        var image = new Volume<float>(new Geometry(new(5, 1, 1)), [1, 3, float.NaN, 8, 8]);
        var smooth = AnisotropicDiffusion.Of(image, 100, 200).Array;
        Assert.Equal([2, 2], smooth[..2].Select(value => Math.Round(value, 3)));
        Assert.Equal([float.NaN, 8, 8], smooth[2..]);
    }
}
