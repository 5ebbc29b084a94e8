using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>An image on its way into a file: intensities or labels, in the type they are to be stored in.</summary>
internal sealed record ImageToWrite
{
    private readonly IReadOnlyList<Volume<float>> volumes;
    private readonly Volume<byte>? labels;

    /// <param name="labels">Labels.</param>
    /// <param name="names">Their names, where known.</param>
    public ImageToWrite(Volume<byte> labels, IReadOnlyDictionary<byte, string>? names)
    {
        this.labels = labels;
        volumes = [];
        Geometry = labels.Geometry;
        VoxelType = VoxelType.UInt8;
        LabelNames = names ?? new Dictionary<byte, string>();
        Count = 1;
    }

    /// <param name="content">Intensities, and what belongs to them. Where its voxel type does not hold them all, float32 is used.</param>
    public ImageToWrite(ImageContent content)
    {
        volumes = content.Images.Volumes;
        Geometry = content.Images.Geometry;
        VoxelType = content.VoxelType.Holds(volumes) ? content.VoxelType : VoxelType.Float32;
        LabelNames = content.LabelNames;
        LayerNames = content.LayerNames;
        Extensions = content.Extensions;
        Pairs = content.Pairs;
        Times = content.Images.Times;
        Count = volumes.Count;
    }

    public Geometry Geometry { get; }

    public Size3 Size => Geometry.Size;

    /// <value>Number of volumes.</value>
    public int Count { get; }

    public VoxelType VoxelType { get; init; }

    public IReadOnlyDictionary<byte, string> LabelNames { get; }

    /// <value>Names of labels volume by volume; empty where <see cref="LabelNames"/> holds for all.</value>
    public IReadOnlyList<IReadOnlyDictionary<byte, string>> LayerNames { get; } = [];

    public IReadOnlyList<HeaderExtension> Extensions { get; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; } = [];

    /// <value>Seconds after the first volume.</value>
    public IReadOnlyList<double>? Times { get; }

    /// <value>Round and clip what an 8-bit picture cannot hold, rather than refuse it.</value>
    public bool Clip { get; init; }

    /// <value>The labels, or the only volume's intensities as they are.</value>
    public (Volume<byte>? Labels, Volume<float>? Intensities) Single => (labels, Count == 1 && labels is null ? volumes[0] : null);

    /// <value>Seconds between volumes where they are equally spaced, to a millionth.</value>
    public double? TimeStep
    {
        get
        {
            if (Times is not { Count: > 1 })
                return null;
            var step = Times[^1] / (Times.Count - 1);
            return step > 0 && Times.Select((time, i) => Math.Abs(time - i * step)).Max() <= 1e-6 * step ? step : null;
        }
    }

    /// <summary>All voxels, little-endian, x fastest, volume after volume.</summary>
    public void WriteVoxels(Stream stream)
    {
        if (labels is not null)
            VoxelWriter.Copy<byte>(stream, labels.Span);
        foreach (var volume in volumes)
            VoxelWriter.Write(stream, volume.Span, VoxelType);
    }

    /// <summary>For formats of unsigned 8- and 16-bit numbers only.</summary>
    /// <returns>The image in the narrower of the two that holds it.</returns>
    /// <exception cref="DataException">Several volumes, a volume deeper than a picture, or values that are no whole numbers from 0 to 65535.</exception>
    public ImageToWrite AsPicture(string path, string format)
    {
        if (Size.Z != 1 || Count != 1)
            throw new DataException(path, $"cannot hold {(Count == 1 ? $"a volume of {Size}" : $"{Count} volumes of {Size}")}: {format} is for single pictures", "Write volumes as .nii.gz");
        if (labels is not null)
            return this;
        foreach (var type in new[] { VoxelType.UInt8, VoxelType.UInt16 })
        {
            if (type.Holds(volumes))
                return this with { VoxelType = type };
        }
        throw new DataException(path, FormattableString.Invariant($"cannot hold values from {volumes[0].Array.Min()} to {volumes[0].Array.Max()}: {format} takes whole numbers from 0 to 65535"), "Write it as .tif or .nii.gz");
    }
}
