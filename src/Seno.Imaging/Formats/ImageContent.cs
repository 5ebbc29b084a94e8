namespace Seno.Imaging.Formats;

/// <summary>All that a file holds: its volumes, and what its format says about them.</summary>
public sealed record ImageContent
{
    /// <value>The format's name, "NIfTI-1" for instance.</value>
    public required string Format { get; init; }

    public required VolumeSequence Images { get; init; }

    /// <value>As stored: "int16", "rgb24", "uint8 × 0.5 + 3".</value>
    public required string StoredAs { get; init; }

    /// <value>The type in which the intensities can be written without loss. Default float32.</value>
    public VoxelType VoxelType { get; init; } = VoxelType.Float32;

    /// <value>What the volumes are, where they are named components; null otherwise.</value>
    public IReadOnlyList<string>? Components { get; init; }

    /// <value>Names of labels, where the file gives them. NIfTI keeps them in a header extension, NRRD as 3D Slicer does.</value>
    public IReadOnlyDictionary<byte, string> LabelNames { get; init; } = new Dictionary<byte, string>();

    /// <value>Names of labels volume by volume, where the volumes are layers that name their labels each for itself; empty where
    /// <see cref="LabelNames"/> holds for all.</value>
    public IReadOnlyList<IReadOnlyDictionary<byte, string>> LayerNames { get; init; } = [];

    /// <value>Header extensions of NIfTI.</value>
    public IReadOnlyList<HeaderExtension> Extensions { get; init; } = [];

    /// <value>Key/value pairs of NRRD, in the file's order.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; init; } = [];

    /// <value>Whether the thickness of a single slice is stated; where it is not, 1 mm stands in the geometry. Default true.</value>
    public bool ThicknessKnown { get; init; } = true;

    /// <value>
    /// Whether the image says where in the patient it lies; where it does not, its origin is 0 and its axes are any.
    /// </value>
    public bool PlaceKnown => Images.Geometry.PlaceKnown;

    /// <value>What tells the volumes apart, where DICOM's phases or a file made from them say so; null where nothing does.</value>
    public string? SeparatedBy => VolumeSeparation.Of(this);
}
