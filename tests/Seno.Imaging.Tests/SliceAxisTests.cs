namespace Seno.Imaging.Tests;

public sealed class SliceAxisTests
{
    /// <summary>Size, spacing (0: unknown), and the axis that slices lie across, by hand.</summary>
    [Theory]
    [InlineData(48, 48, 12, 0.5, 0.5, 3, 2)]
    [InlineData(12, 48, 48, 3, 0.5, 0.5, 0)]
    [InlineData(48, 12, 48, 0.5, 3, 0.5, 1)]
    [InlineData(64, 64, 64, 1, 1, 1, 2)]
    [InlineData(64, 64, 64, 0.7, 0.7, 0.6, 2)]
    [InlineData(64, 64, 64, 2, 2, 1, 0)]
    [InlineData(1, 48, 48, 3, 0.5, 0.5, 0)]
    [InlineData(1, 48, 48, 0.5, 0.5, 3, 0)]
    [InlineData(48, 1, 48, 0, 0, 0, 1)]
    [InlineData(48, 48, 1, 9, 9, 1, 2)]
    [InlineData(12, 48, 48, 0, 0, 0, 2)]
    [InlineData(1, 1, 48, 0, 0, 0, 2)]
    [InlineData(1, 1, 1, 1, 1, 1, 2)]
    public void Slices_lie_across_the_coarsest_axis(int x, int y, int z, double dx, double dy, double dz, int axis) =>
        Assert.Equal(axis, SliceAxis.Of(new(new(x, y, z), dx == 0 ? null : new(dx, dy, dz))));
}
