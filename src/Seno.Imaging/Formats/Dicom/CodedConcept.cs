using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>A code and what it means: (52988006, SCT, "Lesion").</summary>
/// <param name="Value">The code.</param>
/// <param name="Scheme">SCT for SNOMED CT, DCM for DICOM's own.</param>
/// <param name="Meaning">In words.</param>
public sealed record CodedConcept(string Value, string Scheme, string Meaning)
{
    /// <summary>The category of a lesion (DICOM PS3.16 CID 7150).</summary>
    public static CodedConcept MorphologicallyAbnormal { get; } = new("49755003", "SCT", "Morphologically Abnormal Structure");

    public static CodedConcept Lesion { get; } = new("52988006", "SCT", "Lesion");

    public static CodedConcept Breast { get; } = new("76752008", "SCT", "Breast");

    internal static CodedConcept? Of(DicomDataSet? item, string characterSet) =>
        item is null ? null : new(item.Text(DicomTag.CodeValue), item.Text(DicomTag.CodingScheme), item.Text(DicomTag.CodeMeaning, characterSet));

    internal DicomObject ToItem() => new()
    {
        { DicomTag.CodeValue, "SH", Value },
        { DicomTag.CodingScheme, "SH", Scheme },
        { DicomTag.CodeMeaning, "LO", Meaning },
    };
}
