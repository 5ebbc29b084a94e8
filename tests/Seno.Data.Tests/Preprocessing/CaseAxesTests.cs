using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;
using Seno.Tests;

namespace Seno.Data.Tests.Preprocessing;

public sealed class CaseAxesTests
{
    /// <summary>12 sagittal slices of 48×40 pixels, x to the back, y to the feet.</summary>
    private static readonly Geometry Sagittal = new(
        new(48, 40, 12),
        new(0.5, 0.5, 3),
        default,
        new(new(0, 1, 0), new(0, 0, -1), new(-1, 0, 0)));

    private static readonly Geometry Axial = new(new(48, 40, 12), new(0.5, 0.5, 3));

    private static readonly Geometry Unplaced = new(new(48, 40, 1));

    private static readonly Plan Slices = new()
    {
        Dataset = "a",
        Axes = "PIR",
        Channels = ["one"],
        Normalisation = [new("none")],
        Labels = new Dictionary<string, byte> { ["background"] = 0, ["lesion"] = 1 },
        FileEnding = ".nii.gz",
        TargetSpacing = [0.5, 0.5],
        Patch = [16, 16],
        BatchSize = 1,
        Features = [4, 8],
        Iterations = 1,
        EpochLength = 1,
    };

    public static TheoryData<string?, Geometry[]> Sets { get; } = new()
    {
        { "PIR", [Sagittal] },
        { "ASR", [Turned("RAS")] },
        { "PIR", [Sagittal, Turned("RAS"), Sagittal] },
        { "LPS", [Axial, Axial, Sagittal] },
        { "PIR", [Axial, Sagittal, Turned("ASR"), Sagittal] },
        { "LPS", [new(new(64, 64, 64), new(1, 1, 1))] },
        { null, [Unplaced] },
        { null, [Sagittal, Unplaced] },
        { null, [] },
    };

    [Theory, MemberData(nameof(Sets))]
    public void A_run_takes_the_commonest_order_with_the_slices_last(string? axes, Geometry[] geometries) => Assert.Equal(
        axes,
        CaseAxes.Of(geometries));

    [Theory]
    [InlineData("PIR")]
    [InlineData("RAS")]
    [InlineData("LSA")]
    public void A_case_is_cut_into_the_same_slices_in_every_order_of_its_axes(string code)
    {
        using var folder = new TemporaryFolder();
        var image = new Volume<float>(Sagittal, [.. Enumerable.Range(0, (int)Sagittal.Size.Voxels).Select(i => (float)(i % 1009))]);
        var labels = image.Map(value => (byte)(value > 900 ? 1 : 0));
        var expected = Cut(folder, "own", image, labels);
        var found = Cut(folder, code, Reorient.To(image, code), Reorient.To(labels, code));
        Assert.Equal((48, 40, 12), (expected[0].Width, expected[0].Height, expected.Count));
        Assert.Equal(expected.SelectMany(slice => slice.Channels[0]), found.SelectMany(slice => slice.Channels[0]));
        Assert.Equal(expected.SelectMany(slice => slice.Foreground), found.SelectMany(slice => slice.Foreground));
    }

    [Fact]
    public void Slices_across_another_of_the_patients_axes_are_warned_of()
    {
        Assert.Null(CaseAxes.Warning("a", Turned("RAS"), Slices));
        Assert.Null(CaseAxes.Warning("a", new(new(9, 9, 9), new(1, 1, 1)), Slices));
        Assert.Contains("axial, the run's sagittal", CaseAxes.Warning("a", Axial, Slices), StringComparison.Ordinal);
    }

    /// <summary>A run's order, and where the axes of a slice of 1 voxel across lie.</summary>
    [Theory]
    [InlineData("PIR", 1, 48, 40)]
    [InlineData("LPS", 1, 48, 40)]
    [InlineData("LPS", 48, 1, 40)]
    [InlineData("LPS", 48, 40, 1)]
    [InlineData("PIR", 48, 40, 1)]
    public void A_single_slice_is_one_image_whatever_the_order_of_its_axes_and_of_the_runs(string axes, int x, int y, int z)
    {
        var slice = new Geometry(new(x, y, z), new(x == 1 ? 3 : 0.5, y == 1 ? 3 : 0.5, z == 1 ? 3 : 0.5));
        var turn = CaseAxes.Turn(slice, axes);
        Assert.Equal(1, turn.Of(slice).Size.Z);
        Assert.Equal(slice, turn.Inverse().Of(turn.Of(slice)));
    }

    [Fact]
    public void A_single_slice_across_another_axis_than_the_runs_is_warned_of_and_not_called_cut() => Assert.Equal(
        "case a: its only slice is axial, the run's are sagittal",
        CaseAxes.Warning("a", new(new(48, 40, 1), new(0.5, 0.5, 3)), Slices));

    private static Geometry Turned(string code) => AxisTurn.To(Sagittal, code).Of(Sagittal);

    private static IReadOnlyList<PreprocessedSlice> Cut(TemporaryFolder folder, string id, Volume<float> image, Volume<byte> labels)
    {
        var (file, reference) = (folder.File($"{id}_0000.nii.gz"), folder.File($"{id}.nii.gz"));
        ImageFile.Write(file, image);
        ImageFile.Write(reference, labels);
        return Preprocessor.Case(new() { Id = id, Group = id, ChannelFiles = [file], ReferenceFile = reference }, Slices).Slices;
    }
}
