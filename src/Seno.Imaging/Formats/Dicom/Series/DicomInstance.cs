using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>One image object: its file and what names it.</summary>
internal sealed record DicomInstance(DicomFile File, string SopClass, string SopInstance, string SeriesUid, int? Number, int Rows, int Columns)
{
    public IReadOnlyList<DicomFrame> Frames { get; set; } = [];
}
