using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class ClaheTests
{
    /// <summary>Every so many-th voxel of an image of squares; tile, clip limit, bins.</summary>
    public static readonly TheoryData<Size3, Size3?, double, int, int, double[]> Cases = new()
    {
        // scikit-image 0.19.3: exposure.equalize_adapthist(image, kernel_size, clip_limit, nbins), the image stretched to 16 bits before
        { new(24, 20, 1), new(8, 6, 1), 0.03, 64, 7, [
            6.2332e-05, 0.40952, 0.021318, 0.6596, 0.085146, 0.7473, 0.18619, 1, 0.34046, 6.2332e-05, 0.5532, 0.042573, 0.6596, 0.14897, 1, 0.2757, 0, 0.45746, 0.021255, 0.62233,
            0.1064, 1, 0.2181, 1, 0.40429, 6.2332e-05, 0.57265, 0.063891, 0.87234, 0.17023, 0.94409, 0.3192, 6.2332e-05, 0.49997, 0.042573, 0.74419, 0.12772, 0.89135, 0.24116, 0,
            0.42548, 0.021318, 0.63299, 0.085146, 0.85103, 0.19859, 0.98934, 0.34838, 6.2332e-05, 0.51904, 0.063891, 0.8049, 0.14897, 0.98136, 0.29789, 6.2332e-05, 0.45391, 0.021318, 0.72337, 0.1064,
            1, 0.23406, 1, 0.39232, 6.2332e-05, 0.63828, 0.063891, 0.8936, 0.19155,
        ] },
        { new(24, 20, 1), null, 0.01, 256, 7, [
            0.14283, 0.48569, 0.14283, 0.71428, 0.31429, 1, 0.48569, 1, 0.39999, 0.028566, 0.68565, 0.31429, 0.82854, 0.31429, 0.82854, 0.42849, 0.028566, 0.65714, 0.19996, 0.77141,
            0.31429, 0.79997, 0.39999, 1, 0.65714, 0.14283, 0.65714, 0.31429, 0.82854, 0.39999, 0.88567, 0.65714, 0.14283, 0.65714, 0.25709, 0.74284, 0.34286, 0.88567, 0.48569, 0.028566,
            0.65714, 0.14283, 0.68571, 0.28566, 0.82854, 0.48569, 1, 0.65714, 0.14283, 0.68565, 0.22853, 0.74278, 0.31429, 1, 0.54282, 0.057132, 0.65714, 0.14283, 0.74284, 0.31429,
            0.88567, 0.42855, 1, 0.51425, 0.085698, 0.65714, 0.31429, 0.94281, 0.48569,
        ] },
        { new(7, 6, 5), new(3, 4, 2), 0.1, 32, 3, [
            0, 0, 0.090891, 0.090891, 0.22726, 0.36363, 0.5, 0.6136, 0.72719, 0.83706, 1, 0, 0.079505, 0.1136, 0.22726, 0.34845, 0.51512, 0.59089, 0.68178, 0.86363,
            1, 0, 0.064323, 0.10221, 0.24997, 0.31815, 0.46584, 0.59469, 0.74997, 0.83327, 0.95452, 0, 0, 0.1363, 0.22726, 0.34652, 0.46018, 0.56812, 0.69317, 0.81815,
            0.94879, 0, 0, 0.18178, 0.30297, 0.27274, 0.45452, 0.59089, 0.6969, 0.85224, 0.96584, 0, 0, 0.090891, 0.1931, 0.29924, 0.45452, 0.5833, 0.6666, 0.84086,
            0.90904, 0, 0, 0.090891, 0.20449, 0.31249, 0.42043, 0.55673, 0.6136, 0.74804,
        ] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void It_agrees_with_scikit_image(Size3 size, Size3? tile, double clipLimit, int bins, int every, double[] expected)
    {
        var image = Images.Counted(size.X, size.Y, size.Z).Map(value => value * value);
        var result = Clahe.Of(image, tile, clipLimit, bins);
        Assert.Equal(expected.Length, (result.Array.Length + every - 1) / every);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], result.Array[i * every], 1e-4);
        Assert.Equal(result.Array, Clahe.Of(image, tile, clipLimit, bins, threads: 1).Array);
    }

    [Fact]
    public void Neither_the_unit_nor_the_offset_of_an_image_matters()
    {
        var image = Images.Counted(20, 12, 4);
        Images.AssertNear(Clahe.Of(image).Array.Select(value => (double)value), Clahe.Of(image.Map(value => 8 * value - 64)), 1e-4);
    }

    [Fact]
    public void A_NaN_stays_and_is_not_counted()
    {
        var image = new Volume<float>(new Geometry(new(4, 1, 1)), [1, 2, 3, float.NaN]);
        Assert.Equal([0, 0.5f, 1, float.NaN], Clahe.Of(image, new(4, 1, 1), clipLimit: 0).Array.Select(value => float.Round(value, 3)));
        Assert.Equal([0, 0, 0, 0], Clahe.Of(image.Map(_ => 5f)).Array);
    }

    [Fact]
    public void What_makes_no_histogram_is_refused()
    {
        var image = Images.Counted(5, 4, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => Clahe.Of(image, new(0, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clahe.Of(image, clipLimit: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clahe.Of(image, bins: 1));
        Assert.Throws<ArgumentException>(() => Clahe.Of(image.Map(_ => float.NaN)));
    }
}
