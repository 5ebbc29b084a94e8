using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class GaussianTests
{
    [Fact]
    public void A_volume_agrees_with_scipy()
    {
        // scipy 1.10.1: ndimage.gaussian_filter(image, (0.8, 1.2, 2))
        double[] expected =
        [
            4.103, 4.23063, 4.40686, 4.54587, 4.61339, 4.60047, 4.65287, 4.7286, 4.79011, 4.81956, 5.10302, 5.09622, 5.10642, 5.13856, 5.16724, 5.3984, 5.38878, 5.41634, 5.4944, 5.56644,
            4.39734, 4.48439, 4.63522, 4.79989, 4.90935, 4.77302, 4.80971, 4.88073, 4.96662, 5.0274, 5.1483, 5.13316, 5.12489, 5.13548, 5.1509, 5.32424, 5.30302, 5.28575, 5.28715, 5.29619,
            4.57327, 4.61009, 4.70527, 4.84253, 4.94735, 4.75692, 4.80849, 4.92732, 5.09106, 5.21526, 4.81507, 4.89085, 5.03177, 5.19852, 5.31607, 4.75872, 4.86661, 5.03197, 5.18914, 5.28382,
        ];
        Images.AssertNear(expected, Gaussian.InVoxels(Images.Counted(5, 4, 3), new Vector3(2, 1.2, 0.8)), 1e-5);
        Images.AssertNear(expected, Gaussian.InMillimetres(Images.Counted(5, 4, 3, new(0.5, 1, 2)), new Vector3(1, 1.2, 1.6)), 1e-5);
    }

    [Fact]
    public void A_slice_agrees_with_scipy_whatever_is_asked_through_it()
    {
        // scipy 1.10.1: ndimage.gaussian_filter(image, (1.5, 0.7))
        double[] expected =
        [
            2.39173, 4.77023, 5.62303, 4.14457, 4.85395, 4.8832, 3.22797, 5.2586, 5.45457, 4.4222, 4.80792, 4.30622, 4.40877, 5.94358, 5.19941, 4.72508, 4.59403, 3.75165, 5.245, 6.43191,
            5.02493, 4.87956, 4.32471, 3.52717,
        ];
        Images.AssertNear(expected, Gaussian.InVoxels(Images.Counted(6, 4, 1), new Vector3(0.7, 1.5, 3)), 1e-5);
    }

    [Fact]
    public void Derivatives_agree_with_scipy()
    {
        // scipy 1.10.1: ndimage.gaussian_filter(image, 1, order=(1, 0, 2))
        double[] expected =
        [
            -0.217938, -0.0428548, 0.479147, 0.0539689, -0.272377, 0.104679, -0.330037, 0.213117, 0.394172, -0.381963, 0.172207, -0.271694, -0.0910339, 0.38303, -0.192517, 0.0681061, 0.070705, -0.387527, 0.0142517, 0.234499,
            -0.609174, 0.325095, 0.693998, -0.332156, -0.0778284, 0.036854, -0.403975, 0.580547, 0.398069, -0.611548, 0.505392, -0.673859, 0.0789213, 0.673062, -0.583509, 0.645736, -0.39775, -0.649534, 0.404372, -0.00272937,
            -0.391237, 0.36795, 0.214851, -0.386125, 0.194548, -0.0678247, -0.0739382, 0.36743, 0.00389731, -0.229585, 0.333184, -0.402165, 0.169955, 0.290032, -0.390992, 0.57763, -0.468455, -0.262007, 0.390121, -0.237229,
        ];
        Images.AssertNear(expected, Gaussian.Derivative(Images.Counted(5, 4, 3), new(1, 1, 1), (2, 0, 1)), 1e-5);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        var image = Images.Counted(37, 29, 23);
        Assert.Equal(Gaussian.InVoxels(image, 1.7, threads: 1).Array, Gaussian.InVoxels(image, 1.7, threads: 5).Array);
    }

    [Fact]
    public void A_constant_stays_itself()
    {
        var image = new Volume<float>(new Geometry(new(9, 20, 3))).Map(_ => 7f);
        Assert.All(Gaussian.InVoxels(image, 2.5).Array, value => Assert.Equal(7, value, 1e-5f));
    }

    [Fact]
    public void A_NaN_spreads_no_further_than_the_kernel()
    {
        var image = Images.Counted(30, 30, 1);
        image[15, 15] = float.NaN;
        var smooth = Gaussian.InVoxels(image, 1);
        for (var y = 0; y < 30; y++)
            for (var x = 0; x < 30; x++)
                Assert.Equal(Math.Max(Math.Abs(x - 15), Math.Abs(y - 15)) <= 4, float.IsNaN(smooth[x, y]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_standard_deviation_must_be_a_length(double sigma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Gaussian.InVoxels(Images.Counted(5, 4, 3), sigma));

    [Fact]
    public void Millimetres_need_a_voxel_size() =>
        Assert.Contains("voxel size is unknown", Assert.Throws<ArgumentException>(() => Gaussian.InMillimetres(Images.Counted(5, 4, 3), 1)).Message, StringComparison.Ordinal);
}
