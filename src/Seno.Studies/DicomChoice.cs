namespace Seno.Studies;

/// <summary>What is meant where DICOM leaves a choice.</summary>
/// <param name="Series">
/// Number of the series as listed, its UID, UID#n for the n-th stack of that UID, its description, or a part of it; null for the only one.
/// </param>
/// <param name="Source">File, folder or archive of the images that a segmentation or contours lie on; null where they are not known.</param>
public sealed record DicomChoice(string? Series = null, string? Source = null)
{
    /// <value>Whether what is written will refer to <see cref="Source"/>, so that it has a meaning whatever is read. Default false.</value>
    public bool SourceForOutput { get; init; }
}
