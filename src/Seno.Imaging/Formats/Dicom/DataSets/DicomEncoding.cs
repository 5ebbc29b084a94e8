namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>How a data set is written: with or without value representations, in which byte order.</summary>
internal readonly record struct DicomEncoding(bool ExplicitVr, bool BigEndian)
{
    public static DicomEncoding ImplicitLittle { get; } = new(false, false);

    public static DicomEncoding ExplicitLittle { get; } = new(true, false);
}
