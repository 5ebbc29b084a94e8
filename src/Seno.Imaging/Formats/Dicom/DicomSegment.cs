namespace Seno.Imaging.Formats.Dicom;

/// <summary>What one segment of a DICOM SEG is.</summary>
/// <param name="Number">Its number, which is its value in a label map: 1 or more.</param>
/// <param name="Label">A name for people.</param>
public sealed record DicomSegment(int Number, string Label)
{
    /// <value>Default: morphologically abnormal structure.</value>
    public CodedConcept Category { get; init; } = CodedConcept.MorphologicallyAbnormal;

    /// <value>Default: lesion.</value>
    public CodedConcept Type { get; init; } = CodedConcept.Lesion;

    /// <value>AUTOMATIC, SEMIAUTOMATIC or MANUAL. Default AUTOMATIC.</value>
    public string Algorithm { get; init; } = "AUTOMATIC";

    /// <value>Which algorithm; not written for MANUAL. Default Seno.</value>
    public string AlgorithmName { get; init; } = "Seno";
}
