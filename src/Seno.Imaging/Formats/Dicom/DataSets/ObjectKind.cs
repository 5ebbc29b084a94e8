namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>What can be done with an object.</summary>
internal enum ObjectKind
{
    Other,
    Image,
    Segmentation,
    Structures,
}
