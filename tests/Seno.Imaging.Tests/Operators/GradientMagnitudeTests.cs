using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class GradientMagnitudeTests
{
    [Fact]
    public void It_agrees_with_scipy()
    {
        // scipy 1.10.1: ndimage.gaussian_gradient_magnitude(image, 1), and with 0.8 of a volume of 4 × 3 × 2
        Images.AssertNear(
        [
            1.07196, 1.0735, 0.382948, 0.671369, 0.293744, 1.27151, 0.370501, 0.705833, 0.596357, 0.703927, 0.703927, 0.596357,
            0.705833, 0.370501, 1.27151, 0.293744, 0.671369, 0.382948, 1.0735, 1.07196,
        ], GradientMagnitude.Of(Images.Counted(5, 4, 1), 1), 1e-5);
        Images.AssertNear(
        [
            2.0457, 1.1875, 0.672206, 1.23747, 1.99477, 0.617284, 0.58631, 0.97931, 1.26303, 1.24201, 1.08123, 1.44277,
            1.47774, 0.402916, 0.512359, 1.3517, 0.698878, 0.702515, 0.463422, 1.22155, 0.860661, 1.05977, 0.820826, 1.59406,
        ], GradientMagnitude.Of(Images.Counted(4, 3, 2), 0.8), 1e-5);
    }

    [Fact]
    public void A_ramp_has_its_slope_per_millimetre()
    {
        var image = new Volume<float>(new Geometry(new(30, 30, 30), new(1, 1, 1.5)));
        for (var i = 0; i < image.Array.Length; i++)
            image.Array[i] = 3 * (i % 30) + 4 * (i / 900 * 1.5f);
        Assert.Equal(5, GradientMagnitude.Of(image, 2)[15, 15, 15], 1e-2f);
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientMagnitude.Of(image, 0));
    }
}
