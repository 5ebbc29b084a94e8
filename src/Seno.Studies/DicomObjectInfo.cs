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
    /// <value>Of a series: by which --series takes it. Null for others.</value>
    public int? Number { get; init; }

    /// <value>Of a series: columns, rows and slices; null where it cannot be read as it is.</value>
    public IReadOnlyList<int>? Size { get; init; }

    /// <value>Of a series: its first file. Null for others.</value>
    public string? File { get; init; }

    /// <value>Of a series: volumes at each place. Null where it cannot be read as it is.</value>
    public int? Volumes { get; init; }

    /// <value>What tells the volumes apart; null for a single one.</value>
    public string? SeparatedBy { get; init; }

    /// <summary>All that is there.</summary>
    public static IReadOnlyList<DicomObjectInfo> Of(DicomSource found) =>
    [
        .. found.Series.Select(Series),
        .. found.Segmentations.Select(file => Tried("segmentation", file, () => DicomSegmentation.Read(file).Segments.Select(segment => segment.Label))),
        .. found.Structures.Select(file => Tried("structures", file, () => DicomStructures.Read(file).Regions.Select(region => region.Name))),
    ];

    private static DicomObjectInfo Series(DicomSeries series)
    {
        var info = new DicomObjectInfo(
            "series",
            series.Uid,
            series.Modality,
            series.Description,
            series.Frames,
            ProblemOf(() => _ = series.Geometry)) { Number = series.Number, File = Path.GetFileName(series.Files[0]) };
        if (info.Problem is not null)
            return info;
        var size = series.Geometry.Size;
        return info with { Size = [size.X, size.Y, size.Z], Volumes = series.Phases, SeparatedBy = series.SeparatedBy };
    }

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
