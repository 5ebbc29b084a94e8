using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class HessianEigenvaluesTests
{
    [Fact]
    public void A_slice_agrees_with_scipy_and_NumPy()
    {
        // scipy 1.10.1 and NumPy 1.24.2: linalg.eigvalsh of ndimage.gaussian_filter(image, (1.2 / 1.5, 1.2 / 0.8), order) per mm²
        double[] least =
        [
            0.608427, -0.161569, -0.637443, -0.315174, 0.173331, -0.8122, -0.718073, -0.505362, -0.374322, -0.274621, -0.266257, 0.306383, 0.155039, -0.31629, -0.0945133, -0.299238, -0.324822, -0.384902, -0.661593, -0.97035,
        ];
        double[] greatest =
        [
            0.968774, 0.659916, 0.383193, 0.323111, 0.297543, 0.0930421, 0.314803, -0.156525, -0.307844, 0.2648, 0.272908, 0.372614, 0.50368, 0.71639, 0.810502, -0.174805, 0.313716, 0.635983, 0.160077, -0.61002,
        ];
        var values = HessianEigenvalues.Of(Images.Counted(5, 4, 1, new(0.8, 1.5, 1)), 1.2).Volumes;
        Assert.Equal(2, values.Count);
        Images.AssertNear(least, values[0], 1e-5);
        Images.AssertNear(greatest, values[1], 1e-5);
    }

    [Fact]
    public void A_volume_agrees_with_scipy_and_NumPy()
    {
        // the same with a standard deviation of 1 mm and voxels of 0.8 × 1 × 1.5 mm
        double[][] expected =
        [
            [
            0.352752, -0.818102, -0.704615, 0.173267, -1.05869, -1.34082, -0.814454, -0.71343, -1.30185, -0.828438, -0.266932, 0.395074, -0.789431, -0.344459, -0.295191, -0.492524, -0.925979, -0.648933, -0.669097, -0.845563,
            -0.553117, -0.263167, -0.396094, -0.45013, -0.378265, -0.267644, -0.538419, -1.02197, -0.0180037, -0.305564, -0.429106, -0.78938, -0.183286, -0.161553, -0.517281, -1.01586,
            ],
            [
            0.914427, 0.454805, 0.297881, 0.339197, -0.0313245, -0.0155182, -0.033828, 0.382152, -0.967122, -0.471328, 0.0475754, 0.480855, -0.00167246, 0.16496, 0.188682, 0.12209, -0.282117, -0.130832, -0.339556, -0.541229,
            -0.0584949, 0.14256, 0.438912, 0.316741, -0.0989152, -0.0591095, -0.0701159, -0.700408, 0.0758134, -0.190378, -0.36939, -0.469754, 0.0464924, 0.327439, 0.262293, -0.65541,
            ],
            [
            1.53218, 0.933079, 0.348046, 0.729243, 0.548105, 0.641623, 0.619289, 0.852835, -0.285734, 0.279061, 0.885709, 1.22055, 0.46323, 0.274819, 0.528875, 0.281689, 0.325143, 0.587586, 0.720278, -0.0152802,
            0.500911, 0.867857, 1.13679, 0.643418, 0.0123838, 0.885967, 0.372081, -0.0978077, 0.205374, 0.704098, 0.0768325, -0.0748627, 0.252532, 0.928868, 0.502408, 0.307749,
            ],
        ];
        var values = HessianEigenvalues.Of(Images.Counted(4, 3, 3, new(0.8, 1, 1.5)), 1).Volumes;
        for (var i = 0; i < 3; i++)
            Images.AssertNear(expected[i], values[i], 1e-5);
    }

    [Fact]
    public void Their_sum_is_the_Laplacian_and_threads_change_no_bit()
    {
        var image = Images.Counted(37, 20, 11, new(0.8, 1, 1.5));
        var (values, others) = (HessianEigenvalues.Of(image, 1.3, threads: 1).Volumes, HessianEigenvalues.Of(image, 1.3, threads: 4).Volumes);
        var sum = new Volume<float>(image.Geometry, [.. values[0].Array.Select((value, i) => value + values[1].Array[i] + values[2].Array[i])]);
        Images.AssertNear(LaplacianOfGaussian.Of(image, 1.3).Array.Select(value => (double)value), sum, 1e-5);
        for (var i = 0; i < 3; i++)
            Assert.Equal(values[i].Array, others[i].Array);
    }

    [Fact]
    public void A_constant_has_none_but_for_the_kernel_s_cut_off_and_a_standard_deviation_must_be_positive()
    {
        Assert.All(HessianEigenvalues.Of(Images.Counted(9, 8, 7).Map(_ => 3f), 1).Volumes, volume => Assert.All(volume.Array, value => Assert.Equal(0, value, 1e-3f)));
        Assert.Throws<ArgumentOutOfRangeException>(() => HessianEigenvalues.Of(Images.Counted(5, 4, 3), 0));
    }
}
