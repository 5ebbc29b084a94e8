namespace Seno.Studies;

/// <summary>What a path holds.</summary>
/// <param name="Objects">Of DICOM, all that is there; null for other files.</param>
/// <param name="Image">The image; null where DICOM leaves a choice.</param>
public sealed record InfoResult(IReadOnlyList<DicomObjectInfo>? Objects, ImageInfo? Image);
