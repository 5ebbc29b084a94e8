using Seno.Core;
using Seno.Imaging.Formats.Dicom;

namespace Seno.Studies;

/// <summary>One thing found in a DICOM file, folder or archive.</summary>
/// <param name="Kind">series, segmentation or structures.</param>
/// <param name="Id">Series UID, or the file's name.</param>
/// <param name="Modality">CT, MR, …; null for segmentations and structures.</param>
/// <param name="Description">What the object says it is.</param>
/// <param name="Images">Frames of a series, segments or regions.</param>
/// <param name="Problem">Why it cannot be read as it is; null where it can.</param>
public sealed record DicomObjectInfo(string Kind, string Id, string? Modality, string Description, int Images, string? Problem)
{
    /// <summary>All that is there.</summary>
    public static IReadOnlyList<DicomObjectInfo> Of(DicomSource found) =>
    [
        .. found.Series.Select(series => new DicomObjectInfo("series", series.Uid, series.Modality, series.Description, series.Frames, ProblemOf(() => _ = series.Geometry))),
        .. found.Segmentations.Select(file => Tried("segmentation", file, () => DicomSegmentation.Read(file).Segments.Select(segment => segment.Label))),
        .. found.Structures.Select(file => Tried("structures", file, () => DicomStructures.Read(file).Regions.Select(region => region.Name))),
    ];

    private static DicomObjectInfo Tried(string kind, string file, Func<IEnumerable<string>> names)
    {
        string[] found = [];
        var problem = ProblemOf(() => found = [.. names()]);
        return new(kind, Path.GetFileName(file), null, string.Join(", ", found), found.Length, problem);
    }

    private static string? ProblemOf(Action look)
    {
        try
        {
            look();
            return null;
        }
        catch (DataException failure)
        {
            return failure.Problem;
        }
    }
}
