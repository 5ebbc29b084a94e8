namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>Tells what an object is, by its SOP class, or, where that is private or missing, by what it holds.</summary>
internal static class ObjectKinds
{
    public const string Segmentation = "1.2.840.10008.5.1.4.1.1.66.4";
    public const string LabelMap = "1.2.840.10008.5.1.4.1.1.66.7";
    public const string Structures = "1.2.840.10008.5.1.4.1.1.481.3";

    public static ObjectKind Of(DicomFile file) => file.DataSet.Text(DicomTag.SopClass) switch
    {
        Structures => ObjectKind.Structures,
        Segmentation or LabelMap when file.Pixels is not null && file.DataSet.Has(DicomTag.Segments) => ObjectKind.Segmentation,
        _ => file.Pixels is null ? ObjectKind.Other : ObjectKind.Image,
    };

    /// <returns>What kind of object it is, for the message that it has no pixels; empty where it does not say.</returns>
    public static string NameOf(DicomFile file) => file.DataSet.Has(DicomTag.DirectoryRecords)
        ? " (it is a DICOMDIR, an index of files)"
        : file.DataSet.Text(DicomTag.Modality) is { Length: > 0 and <= 16 } modality ? $" (modality {modality})" : "";
}
