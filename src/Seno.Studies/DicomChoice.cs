namespace Seno.Studies;

/// <summary>What is meant where DICOM leaves a choice.</summary>
/// <param name="Series">UID of the series, its description, or a part of it; null for the only one.</param>
/// <param name="Source">File, folder or archive of the images that a segmentation or contours lie on; null where they are not known.</param>
public sealed record DicomChoice(string? Series = null, string? Source = null);
