namespace Seno.Imaging.Formats.Dicom;

/// <summary>What a volume does not say and a DICOM series must.</summary>
public sealed record DicomSeriesOptions
{
    /// <value>CT and MR are written as such, everything else as secondary captures. Default OT.</value>
    public string Modality { get; init; } = "OT";

    public string PatientId { get; init; } = "anonymous";

    public string Description { get; init; } = "Image by Seno";

    /// <value>What tells this series from others of the patient: equal texts give equal UIDs. Default: empty.</value>
    public string Identity { get; init; } = "";

    /// <value>When the first phase was acquired. Default 2000-01-01, 00:00 UTC.</value>
    public DateTimeOffset Acquired { get; init; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
