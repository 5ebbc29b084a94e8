using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Pixels;

namespace Seno.Imaging.Formats.Dicom.Segmentation;

/// <summary>A SEG without its pixels.</summary>
internal sealed record SegmentationHeader
{
    public required IReadOnlyList<DicomSegment> Segments { get; init; }

    public required SegmentationFrame[] Frames { get; init; }

    public required Geometry Geometry { get; init; }

    public required IReadOnlyList<string> SourceSeriesUids { get; init; }

    public bool LabelMap { get; init; }

    public bool Fractional { get; init; }

    public string? FractionalType { get; init; }

    public int MaximumFraction { get; init; } = 1;

    /// <exception cref="DataException">Damaged, or of a kind Seno does not read.</exception>
    public static SegmentationHeader Of(DicomFile file)
    {
        var data = file.DataSet;
        var type = data.Text(DicomTag.SegmentationType);
        if (type is not ("BINARY" or "FRACTIONAL" or "LABELMAP"))
            throw new DataException(file.Path, $"is a segmentation of the unknown type '{(type.Length > 16 ? type[..16] : type)}'", "Export it as binary or fractional");
        var format = PixelFormat.Of(file);
        var frames = SegmentationFrames.Of(data, format, type == "LABELMAP");
        var segments = SegmentsOf(data);
        if (type != "LABELMAP" && frames.FirstOrDefault(frame => segments.All(segment => segment.Number != frame.Segment)) is { } stray)
            throw new DataException(file.Path, $"has a frame of segment {stray.Segment}, which it does not describe", "The file is damaged: export it again");
        return new()
        {
            Segments = segments,
            Frames = frames,
            Geometry = SegmentationGrid.Of(frames, data, file.Pixels!.End, file.Path),
            SourceSeriesUids = [.. data.Items(DicomTag.ReferencedSeries).Select(series => series.Text(DicomTag.SeriesInstance))],
            LabelMap = type == "LABELMAP",
            Fractional = type == "FRACTIONAL",
            FractionalType = type == "FRACTIONAL" ? data.Text(DicomTag.FractionalType) : null,
            MaximumFraction = type == "FRACTIONAL" ? Math.Max(1, data.Integer(DicomTag.MaximumFractionalValue) ?? byte.MaxValue) : 1,
        };
    }

    private static DicomSegment[] SegmentsOf(DicomDataSet data)
    {
        var characters = data.Text(DicomTag.CharacterSet);
        return [.. data.Items(DicomTag.Segments)
            .Select(item => new DicomSegment(item.RequiredInteger(DicomTag.SegmentNumber, "a segment's number"), item.Text(DicomTag.SegmentLabel, characters))
            {
                Category = CodedConcept.Of(item.Item(DicomTag.SegmentedCategory), characters) ?? new("", "", ""),
                Type = CodedConcept.Of(item.Item(DicomTag.SegmentedType), characters) ?? new("", "", ""),
                Algorithm = item.Text(DicomTag.SegmentAlgorithmType),
                AlgorithmName = item.Text(DicomTag.SegmentAlgorithmName, characters),
            })
            // label maps describe their background as segment 0
            .Where(segment => segment.Number > 0)];
    }
}
