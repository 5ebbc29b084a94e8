using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>What the headers say of one frame of one object.</summary>
internal sealed record DicomFrame
{
    public required DicomInstance Instance { get; init; }

    /// <value>From 0 within the object.</value>
    public required int Index { get; init; }

    /// <value>LPS+, mm, the centre of the first pixel; null for pictures without a place.</value>
    public Vector3? Position { get; init; }

    /// <value>Directions of a row and of a column; null with <see cref="Position"/>.</value>
    public (Vector3 Row, Vector3 Column)? Orientation { get; init; }

    /// <value>mm between columns (x) and rows (y); null where unknown.</value>
    public (double X, double Y)? Spacing { get; init; }

    /// <value>mm; null where unknown.</value>
    public double? Thickness { get; init; }

    public double Slope { get; init; } = 1;

    public double Intercept { get; init; }

    /// <value>What may tell it from other frames at its place.</value>
    public FrameMarks Marks { get; init; } = new();

    public Vector3 Normal => Orientation is var (row, column) ? row.Cross(column) : new(0, 0, 1);

    /// <value>mm along the slice normal.</value>
    public double Depth => Position!.Value.Dot(Normal);
}
