using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class MedianTests
{
    [Fact]
    public void A_volume_agrees_with_scipy()
    {
        // scipy 1.10.1: ndimage.median_filter(image, 3)
        double[] expected =
        [
            3.3, 3.7, 4.3, 4.7, 4.7, 3.7, 4, 4, 4.7, 4.6, 6.7, 5.3, 5.6, 5.7, 4.6, 6.7, 5, 5.6, 5.6, 6,
            3.7, 3.9, 4.3, 4.7, 4.7, 4.9, 4, 4.2, 4.6, 4.7, 5, 5.2, 5.3, 5.7, 6, 5, 5.2, 5.2, 5.6, 6,
            4.9, 3.9, 4.3, 4.3, 6.3, 4.9, 3.9, 4.2, 4.3, 6.3, 4.9, 5.2, 5.2, 5.9, 6.2, 3.2, 5.2, 5.2, 5.6, 6.2,
        ];
        Images.AssertNear(expected, Median.Of(Images.Counted(5, 4, 3), 1), 1e-6);
    }

    [Fact]
    public void A_wide_box_on_a_slice_agrees_with_scipy()
    {
        // scipy 1.10.1: ndimage.median_filter(image, 5)
        double[] expected =
        [
            3.7, 3, 4.7, 5, 4.7, 4.7, 4, 3.7, 4.7, 4.7, 4.7, 4.7, 5.3, 5, 5, 5, 4.7, 4.7, 5.7, 5.7,
            5.3, 5.3, 5, 4.3, 6, 6, 5.3, 5, 4.3, 4.3,
        ];
        Images.AssertNear(expected, Median.Of(Images.Counted(6, 5, 1), 2), 1e-6);
    }

    [Fact]
    public void It_is_what_sorting_finds()
    {
        var image = Images.Counted(23, 9, 7);
        var median = Median.Of(image, 2);
        var box = new List<float>();
        for (var z = 2; z < 5; z++)
            for (var y = 2; y < 7; y++)
                for (var x = 2; x < 21; x++)
                {
                    box.Clear();
                    for (var i = 0; i < 125; i++)
                        box.Add(image[x - 2 + i % 5, y - 2 + i / 5 % 5, z - 2 + i / 25]);
                    Assert.Equal(box.Order().ElementAt(62), median[x, y, z]);
                }
    }

    [Fact]
    public void A_NaN_counts_as_greater_than_all()
    {
        var image = new Volume<float>(new Geometry(new(3, 1, 1)), [1, float.NaN, 2]);
        Assert.Equal([1, 2, 2], Median.Of(image, 1).Array);
    }

    [Fact]
    public void Threads_change_nothing_and_a_radius_of_0_is_the_image()
    {
        var image = Images.Counted(37, 29, 3);
        Assert.Equal(Median.Of(image, 1, threads: 1).Array, Median.Of(image, 1, threads: 4).Array);
        Assert.Equal(image.Array, Median.Of(image, 0).Array);
        Assert.Throws<ArgumentOutOfRangeException>(() => Median.Of(image, -1));
    }
}
