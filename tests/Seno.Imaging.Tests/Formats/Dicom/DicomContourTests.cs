using Seno.Core;
using Seno.Imaging.Formats.Dicom;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;

namespace Seno.Imaging.Tests.Formats.Dicom;

/// <summary>What several contours of one region make on a slice of 24 × 24 pixels of 1 mm (DICOM PS3.3 C.8.8.6.3).</summary>
public sealed class DicomContourTests
{
    private static readonly Geometry Grid = new(new(24, 24, 6), new(1, 1, 3));

    /// <summary>Squares between pixels: x from, y from, x to, y to.</summary>
    private static readonly Dictionary<string, double[]> Contours = new(StringComparer.Ordinal)
    {
        ["square"] = Box(2, 2, 10, 10),
        ["reversed"] = Reversed(Box(2, 2, 10, 10)),
        ["from another corner"] = [.. Box(2, 2, 10, 10)[6..], .. Box(2, 2, 10, 10)[..6]],
        ["closed"] = [.. Box(2, 2, 10, 10), .. Box(2, 2, 10, 10)[..3]],
        ["nearly the same"] = Box(2.02, 1.99, 10.01, 9.98),
        ["across"] = Box(4, 6, 12, 14),
        ["inside"] = Box(4, 4, 8, 8),
        ["innermost"] = Box(5, 5, 7, 7),
        ["touching from inside"] = Box(2, 4, 6, 8),
        ["far off"] = Box(14, 2, 22, 10),
        ["beside the image"] = Box(30, 2, 38, 10),
        ["partly beside the image"] = Box(20, 2, 28, 10),
        ["beyond the last slice"] = Box(2, 2, 10, 10, 18),
        ["before the first slice"] = Box(2, 2, 10, 10, -3),
        // the ring of 'square' without 'inside', cut open
        ["keyhole"] = [1.5, 1.5, 3, 9.5, 1.5, 3, 9.5, 9.5, 3, 1.5, 9.5, 3, 1.5, 1.5, 3, 3.5, 3.5, 3, 3.5, 7.5, 3, 7.5, 7.5, 3, 7.5, 3.5, 3, 3.5, 3.5, 3],
        ["a line"] = [1.5, 1.5, 3, 9.5, 1.5, 3],
    };

    public static readonly TheoryData<string[], int, string?> Planar = new()
    {
        // contours, voxels, the warning
        { ["square"], 64, null },
        { ["square", "square"], 64, "1 contour stored twice: taken once" },
        { ["square", "square", "square"], 64, "2 contours stored twice" },
        { ["square", "reversed"], 64, "stored twice" },
        { ["square", "from another corner"], 64, "stored twice" },
        { ["square", "closed"], 64, "stored twice" },
        { ["square", "nearly the same"], 64, "stored twice" },
        { ["square", "across"], 104, "1 contour across another one on their slice: united" },
        { ["across", "square", "across"], 104, "stored twice" },
        { ["square", "inside"], 48, null },
        { ["inside", "square"], 48, null },
        { ["square", "inside", "inside"], 48, "stored twice" },
        { ["square", "inside", "innermost"], 52, null },
        { ["square", "touching from inside"], 48, null },
        { ["square", "far off"], 128, null },
        { ["square", "inside", "far off"], 112, null },
        { ["square", "across", "inside"], 96, "across another one" },
        { ["keyhole"], 48, null },
        { ["keyhole", "innermost"], 52, null },
        { ["square", "a line"], 64, null },
        { ["square", "beyond the last slice"], 64, "1 contour outside the image: left out" },
        { ["square", "before the first slice", "beside the image"], 64, "2 contours outside the image: left out" },
        { ["square", "partly beside the image"], 64 + 32, null },
    };

    [Theory, MemberData(nameof(Planar))]
    public void Closed_planar_contours_are_united_and_those_within_others_are_holes(string[] contours, int voxels, string? warning)
    {
        var (mask, warnings) = Fill("CLOSED_PLANAR", contours);
        Assert.Equal(voxels, mask.Array.Sum(voxel => voxel));
        Assert.Equal(warning is null, warnings.Count == 0);
        if (warning is not null)
            Assert.Contains(
                warnings,
                text => text.Contains(warning, StringComparison.Ordinal) && text.Contains("region 1 'L' has", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { "square", "across" }, 80)]
    [InlineData(new[] { "square", "inside", "innermost" }, 52)]
    [InlineData(new[] { "square", "far off" }, 128)]
    public void Contours_of_the_exclusive_or_type_combine_by_it(string[] contours, int voxels) =>
        Assert.Equal(voxels, Fill("CLOSEDPLANAR_XOR", contours).Mask.Array.Sum(voxel => voxel));

    [Fact]
    public void The_exclusive_or_of_a_contour_with_itself_is_nothing_and_said()
    {
        var (mask, warnings) = Fill("CLOSEDPLANAR_XOR", ["square", "reversed", "far off"]);
        Assert.Equal(64, mask.Array.Sum(voxel => voxel));
        Assert.Contains("they cancel each other", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_wholly_outside_belongs_to_another_image() =>
        Assert.Contains(
            "all contours of region 1 'L' outside",
            Assert.Throws<DataException>(() => Fill("CLOSED_PLANAR", ["beyond the last slice", "beside the image"])).Problem,
            StringComparison.Ordinal);

    [Fact]
    public void Any_mask_comes_back_from_its_outlines()
    {
        using var folder = new TemporaryFolder();
        var series = DicomSample.Series(folder, new([new Volume<float>(Grid)], null));
        var random = new SeededRandom(5, "contours");
        for (var round = 0; round < 5; round++)
        {
            var labels = new Volume<byte>(Grid);
            foreach (ref var voxel in labels.Array.AsSpan())
                voxel = (byte)(random.Next(10) < 2 + round ? 1 : 0);
            DicomStructures.Write(folder.File("s.dcm"), labels, [new(1, "noise")], series);
            var warnings = new List<string>();
            Assert.Equal(labels.Array, DicomStructures.Read(folder.File("s.dcm")).LabelMap(series, warnings.Add).Array);
            Assert.Empty(warnings);
        }
    }

    private static (Volume<byte> Mask, List<string> Warnings) Fill(string type, string[] contours)
    {
        using var folder = new TemporaryFolder();
        var roi = new DicomObject { { DicomTag.RoiName, "LO", "L" } };
        roi.AddInteger(DicomTag.RoiNumber, 1);
        var drawn = new DicomObject();
        drawn.AddInteger(DicomTag.ReferencedRoiNumber, 1);
        drawn.AddSequence(DicomTag.Contours, contours.Select(name =>
        {
            var item = new DicomObject { { DicomTag.ContourGeometricType, "CS", type } };
            item.AddDecimals(DicomTag.ContourData, Contours[name]);
            return item;
        }));
        var structures = new DicomObject
        {
            { DicomTag.SopClass, "UI", "1.2.840.10008.5.1.4.1.1.481.3" },
            { DicomTag.SopInstance, "UI", "1.2.3.4" },
        };
        structures.AddSequence(DicomTag.StructureSetRois, roi);
        structures.AddSequence(DicomTag.RoiContours, drawn);
        var warnings = new List<string>();
        return (DicomStructures.Read(DicomSample.Write(folder, "rt.dcm", structures)).Mask(1, Grid, warnings.Add), warnings);
    }

    private static double[] Box(double left, double top, double right, double bottom, double z = 3) =>
        [left - 0.5, top - 0.5, z, right - 0.5, top - 0.5, z, right - 0.5, bottom - 0.5, z, left - 0.5, bottom - 0.5, z];

    private static double[] Reversed(double[] points) => [.. points.Chunk(3).Reverse().SelectMany(point => point)];
}
