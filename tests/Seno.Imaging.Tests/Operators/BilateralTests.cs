using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class BilateralTests
{
    [Fact]
    public void It_is_the_weighted_mean_it_says_it_is()
    {
        // NumPy: every pair of voxels within three standard deviations, weighted by exp(-distance²/(2 · spatial²) - difference²/(2 · range²))
        double[] slice =
        [
            0.766759, 3.76049, 6.85052, 1.89287, 4.81, 7.7471, 2.5277, 5.5484, 8.37533, 3.51034, 6.24754, 0.865718, 4.44482, 7.1107, 2.30677, 5, 7.74288, 2.43793, 6.33054, 8.6838,
            3.81034, 6.48966, 1.6162, 3.96946, 7.68132, 2.41091, 5.26383, 8.10713, 3.14023, 5.65545,
        ];
        double[] volume =
        [
            0.793434, 3.79624, 6.52526, 1.5367, 5.09889, 7.39779, 2.92932, 5.14842, 8.8658, 3.80354, 5.89682, 0.833155, 4.53355, 6.77258, 2.3026, 4.72015, 7.97558, 3.22997, 5.84186, 8.80083,
            3.91013, 6.12273, 1.60306, 4.00613, 7.46685, 2.55162, 5.40287, 8.3106, 3.28482, 6.05063, 8.92211, 4.28307, 6.7633, 1.8514, 4.7126, 7.60396,
        ];
        Images.AssertNear(slice, Bilateral.Of(Images.Counted(6, 5, 1, new(0.8, 1.2, 1)), 0.7, 2.5), 1e-5);
        Images.AssertNear(volume, Bilateral.Of(Images.Counted(4, 3, 3, new(0.8, 1.2, 1.5)), 0.6, 3), 1e-5);
    }

    [Fact]
    public void An_edge_much_higher_than_the_range_stays_and_without_a_range_it_is_a_mean()
    {
        var step = new Volume<float>(new Geometry(new(20, 9, 5), new(1, 1, 1)));
        for (var i = 0; i < step.Array.Length; i++)
            step.Array[i] = i % 20 < 10 ? 0 : 100;
        Images.AssertNear(step.Array.Select(value => (double)value), Bilateral.Of(step, 1, 5), 1e-5);
        Assert.Equal(50, Bilateral.Of(step, 1, 1e6)[9, 4, 2] + Bilateral.Of(step, 1, 1e6)[10, 4, 2] - 50, 1e-3);
    }

    [Fact]
    public void A_NaN_is_passed_over_and_stays_and_threads_change_no_bit()
    {
        var image = Images.Counted(21, 9, 5, new(1, 1, 1)).Map(_ => 4f);
        image[10, 4, 2] = float.NaN;
        var smooth = Bilateral.Of(image, 1, 1);
        for (var i = 0; i < image.Array.Length; i++)
            Assert.Equal(image.Array[i], smooth.Array[i]);
        var counted = Images.Counted(21, 9, 5);
        Assert.Equal(Bilateral.Of(counted, 1, 1, threads: 1).Array, Bilateral.Of(counted, 1, 1, threads: 4).Array);
    }

    [Fact]
    public void Standard_deviations_must_be_positive()
    {
        foreach (var bad in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Bilateral.Of(Images.Counted(5, 4, 3), bad, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => Bilateral.Of(Images.Counted(5, 4, 3), 1, bad));
        }
    }
}
