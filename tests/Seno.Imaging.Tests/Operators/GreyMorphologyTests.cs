using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class GreyMorphologyTests
{
    private static readonly Vector3 Spacing = new(0.7, 1, 1.2);

    [Fact]
    public void Dilation_agrees_with_scipy()
    {
        // scipy 1.10.1: ndimage.grey_dilation(image, footprint=ball), the ball being the 17 offsets within 1.5 mm
        double[] expected =
        [
            8.4, 8.4, 9.4, 9.4, 9.4, 8.4, 9.4, 9.4, 9.4, 9.4, 10, 10, 9.4, 9.7, 9.7, 8.7, 8.7, 9.7, 9.7, 9.7,
            7, 9, 9, 9, 8, 10, 10, 9.4, 9.6, 9.6, 10, 10, 10, 9.3, 9.3, 10, 10, 9.3, 9.7, 9.7,
            8.6, 8.6, 8.6, 9.6, 9.6, 8.6, 9, 9.6, 9.6, 9.6, 10, 10, 8.9, 9.6, 9.6, 8.9, 8.9, 9.3, 9.3, 9.3,
        ];
        Images.AssertNear(expected, GreyMorphology.Dilate(Images.Counted(5, 4, 3, Spacing), 1.5), 1e-6);
    }

    [Fact]
    public void Erosion_agrees_with_scipy()
    {
        // scipy 1.10.1: ndimage.grey_erosion(image, footprint=ball), the same ball
        double[] expected =
        [
            0, 0, 0, 0.6, 1, 0, 0, 0.3, 1, 1, 0.3, 0.3, 0.3, 0.3, 0.9, 0.3, 0.3, 0.3, 1.3, 1.3,
            0, 0, 0.2, 0.6, 0.6, 1.6, 0.6, 0.6, 0.6, 0.9, 0.3, 0.3, 0.3, 0.5, 0.9, 1.5, 1.5, 0.9, 0.9, 0.9,
            0.2, 0.2, 0.2, 0.2, 1.2, 0.2, 0.2, 0.2, 0.5, 1.2, 0.5, 0.5, 0.5, 0.5, 0.5, 1.5, 0.5, 0.5, 0.5, 2.5,
        ];
        Images.AssertNear(expected, GreyMorphology.Erode(Images.Counted(5, 4, 3, Spacing), 1.5), 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2.1)]
    [InlineData(100)]
    public void Opening_lies_below_the_image_and_closing_above_and_twice_is_once(double radius)
    {
        var image = Images.Counted(21, 9, 5, Spacing);
        var (opened, closed) = (GreyMorphology.Open(image, radius), GreyMorphology.Close(image, radius));
        Assert.All(opened.Array.Zip(image.Array), pair => Assert.True(pair.First <= pair.Second));
        Assert.All(closed.Array.Zip(image.Array), pair => Assert.True(pair.First >= pair.Second));
        Assert.Equal(opened.Array, GreyMorphology.Open(opened, radius).Array);
        Assert.Equal(closed.Array, GreyMorphology.Close(closed, radius).Array);
    }

    [Fact]
    public void On_a_mask_it_is_binary_morphology_and_threads_change_nothing()
    {
        var image = Images.Counted(33, 9, 5, Spacing).Map(value => value > 8 ? 1f : 0f);
        var mask = image.Map(value => (byte)value);
        Assert.Equal(BinaryMorphology.Dilate(mask, 2.1).Array, GreyMorphology.Dilate(image, 2.1, threads: 1).Map(value => (byte)value).Array);
        Assert.Equal(BinaryMorphology.Erode(mask, 1).Array, GreyMorphology.Erode(image, 1, threads: 3).Map(value => (byte)value).Array);
    }

    [Fact]
    public void A_NaN_is_passed_over()
    {
        var image = new Volume<float>(new Geometry(new(4, 1, 1), new(1, 1, 1)), [1, float.NaN, 2, 3]);
        Assert.Equal([1, 2, 3, 3], GreyMorphology.Dilate(image, 1).Array);
        Assert.Equal([1, 1, 2, 2], GreyMorphology.Erode(image, 1).Array);
        Assert.Equal([1, float.NegativeInfinity, 2, 3], GreyMorphology.Dilate(image, 0).Array);
    }

    [Fact]
    public void A_radius_needs_a_voxel_size_and_must_be_a_length()
    {
        Assert.Contains("voxel size is unknown", Assert.Throws<ArgumentException>(() => GreyMorphology.Dilate(Images.Counted(5, 4, 3), 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => GreyMorphology.Dilate(Images.Counted(5, 4, 3, Spacing), double.NaN));
    }
}
