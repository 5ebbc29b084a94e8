using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class PadTests
{
    [Fact]
    public void What_lies_around_agrees_with_NumPy()
    {
        var image = new Volume<byte>(new Geometry(new(3, 2, 1)), [1, 2, 3, 4, 5, 6]);
        // NumPy 1.24.2: np.pad(image, ((1, 0), (4, 2)), mode) with 'constant' (9), 'edge', 'symmetric', 'reflect'
        var (before, after) = (new Size3(4, 1, 0), new Size3(2, 0, 0));
        Assert.Equal([9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 1, 2, 3, 9, 9, 9, 9, 9, 9, 4, 5, 6, 9, 9], Pad.Constant(image, before, after, (byte)9).Array);
        Assert.Equal([1, 1, 1, 1, 1, 2, 3, 3, 3, 1, 1, 1, 1, 1, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5, 6, 6, 6], Pad.Repeat(image, before, after).Array);
        Assert.Equal([3, 3, 2, 1, 1, 2, 3, 3, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 6, 6, 5, 4, 4, 5, 6, 6, 5], Pad.Mirror(image, before, after).Array);
        Assert.Equal([4, 5, 6, 5, 4, 5, 6, 5, 4, 1, 2, 3, 2, 1, 2, 3, 2, 1, 4, 5, 6, 5, 4, 5, 6, 5, 4], Pad.Reflect(image, new(4, 1, 0), after).Array);
    }

    [Fact]
    public void Voxels_stay_where_they_are_however_the_grid_is_turned_and_cropping_gives_them_back()
    {
        var direction = new Direction(new(0, 0.6, 0.8), new(1, 0, 0), new(0, 0.8, -0.6));
        var image = Images.Counted(5, 4, 3).With(new(new(5, 4, 3), new(1, 2, 3), new(10, -20, 30), direction));
        var padded = Pad.Constant(image, new(1, 2, 3), new(4, 0, 1));
        Assert.Equal(new Size3(10, 6, 7), padded.Size);
        var (old, now) = (Affine.Of(image.Geometry).At(new(0, 0, 0)), Affine.Of(padded.Geometry).At(new(1, 2, 3)));
        Assert.Equal(0, (old - now).Length, 1e-12);
        var back = Crop.To(padded, new(1, 2, 3), image.Size);
        Assert.Equal(image.Array, back.Array);
        Assert.Equal(0, (image.Geometry.Origin - back.Geometry.Origin).Length, 1e-12);
    }

    [Fact]
    public void An_axis_of_one_voxel_repeats_it_and_a_negative_margin_is_refused()
    {
        var image = new Volume<byte>(new Geometry(new(1, 1, 1)), [7]);
        Assert.Equal([7, 7, 7], Pad.Reflect(image, new(1, 0, 0), new(1, 0, 0)).Array);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pad.Repeat(image, new(0, -1, 0), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pad.Repeat(image, default, new(0, 0, -1)));
    }
}
