using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class OtsuTests
{
    // scikit-image 0.19.3: filters.threshold_otsu(image, nbins) and filters.threshold_multiotsu(image, classes, nbins)
    public static readonly TheoryData<int, int, float[]> Cases = new()
    {
        { 2, 256, [4.9023438f] },
        { 2, 16, [4.6875f] },
        { 3, 256, [3.3007812f, 6.6992188f] },
        { 4, 32, [2.03125f, 4.53125f, 7.03125f] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Thresholds_agree_with_scikit_image(int classes, int bins, float[] expected) =>
        Assert.Equal(expected, Otsu.Thresholds(Images.Counted(5, 4, 3), classes, bins));

    [Fact]
    public void Two_values_are_parted()
    {
        var image = new Volume<float>(new Geometry(new(4, 1, 1)), [3, 3, 3, 8]);
        Assert.InRange(Otsu.Threshold(image), 3, 7.99f);
    }

    [Fact]
    public void One_value_is_its_own_threshold_and_makes_no_three_classes()
    {
        var image = new Volume<float>(new Geometry(new(3, 2, 1))).Map(_ => 5f);
        Assert.Equal(5, Otsu.Threshold(image));
        Assert.Throws<ArgumentOutOfRangeException>(() => Otsu.Thresholds(image, 3));
        Assert.Throws<ArgumentException>(() => Otsu.Threshold(image.Map(_ => float.NaN)));
    }
}
