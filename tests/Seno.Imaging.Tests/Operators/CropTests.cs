using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class CropTests
{
    [Fact]
    public void A_box_keeps_its_values_and_its_place()
    {
        var image = Images.Counted(5, 4, 3, new(1, 2, 3));
        var box = Crop.To(image, new(1, 2, 1), new(3, 2, 1));
        Assert.Equal([image[1, 2, 1], image[2, 2, 1], image[3, 2, 1], image[1, 3, 1], image[2, 3, 1], image[3, 3, 1]], box.Array);
        Assert.Equal(new Vector3(1, 4, 3), box.Geometry.Origin);
        Assert.Equal(image.Array, Crop.To(image, new(0, 0, 0), image.Size).Array);
    }

    [Fact]
    public void A_box_that_leaves_the_grid_is_refused()
    {
        var image = Images.Counted(5, 4, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => Crop.To(image, new(3, 0, 0), new(3, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Crop.To(image, new(-1, 0, 0), new(3, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Crop.To(image, new(0, 0, 0), new(3, 0, 1)));
    }
}
