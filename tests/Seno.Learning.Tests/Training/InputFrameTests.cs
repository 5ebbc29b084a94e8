using Seno.Core;
using Seno.Imaging;
using Seno.Learning.Training;

namespace Seno.Learning.Tests.Training;

public sealed class InputFrameTests
{
    [Fact]
    public void Slices_are_coarsened_to_fit_the_input()
    {
        var frame = InputFrame.OfSlices([Grid(512, 256, 40, 0.25, 3)], 128, 16);
        Assert.Equal([1.0, 1.0], frame.Spacing!);
        Assert.Equal([128, 64], frame.Patch);
    }

    [Fact]
    public void Slices_of_unknown_spacing_have_none() => Assert.Null(InputFrame.OfSlices([new Geometry(new(300, 200, 1))], 128, 16).Spacing);

    /// <summary>The longest side, 200 mm, may be 2.5·48 = 120 voxels: 1⅔ mm. Slices of 3 mm stay as they are: 14 of them, 16 with the stride.</summary>
    [Fact]
    public void Volumes_are_coarsened_to_two_and_a_half_inputs_and_thick_slices_stay()
    {
        var frame = InputFrame.OfVolumes([Grid(400, 200, 14, 0.5, 3)], 48, 8);
        Assert.Equal([5.0 / 3, 5.0 / 3, 3], frame.Spacing!, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([48, 48, 16], frame.Patch);
    }

    [Fact]
    public void Small_volumes_are_left_at_their_spacing_in_one_input() =>
        Assert.Equal([40, 32, 8], InputFrame.OfVolumes([Grid(40, 30, 5, 1, 1)], 48, 8).Patch);

    [Fact]
    public void Single_slices_and_unknown_voxels_are_no_volumes()
    {
        Assert.Contains("single slice", Assert.Throws<DataException>(() => InputFrame.OfVolumes([Grid(40, 30, 1, 1, 1)], 48, 8)).Message, StringComparison.Ordinal);
        Assert.Contains("voxel size", Assert.Throws<DataException>(() => InputFrame.OfVolumes([new Geometry(new(40, 30, 9))], 48, 8)).Message, StringComparison.Ordinal);
    }

    private static Geometry Grid(int x, int y, int z, double inPlane, double between) => new(new(x, y, z), new(inPlane, inPlane, between));
}
