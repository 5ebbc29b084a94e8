namespace Seno.Imaging;

/// <summary>Several volumes on one grid: the phases of a dynamic series, the components of a vector image.</summary>
public sealed record VolumeSequence
{
    /// <param name="volumes">At least one, all on the first one's grid.</param>
    /// <param name="times">Seconds after the first volume, one each and rising; null where unknown or where the volumes are no phases.</param>
    /// <exception cref="ArgumentException">No volume, another size, or another number of times.</exception>
    public VolumeSequence(IReadOnlyList<Volume<float>> volumes, IReadOnlyList<double>? times = null)
    {
        if (volumes.Count == 0)
            throw new ArgumentException("a sequence needs at least one volume", nameof(volumes));
        if (volumes.FirstOrDefault(volume => volume.Size != volumes[0].Size) is { } other)
            throw new ArgumentException($"a volume of {other.Size} cannot follow one of {volumes[0].Size}", nameof(volumes));
        if (times is not null && times.Count != volumes.Count)
            throw new ArgumentException($"{times.Count} times given for {volumes.Count} volumes", nameof(times));
        Volumes = volumes;
        Times = times;
    }

    public IReadOnlyList<Volume<float>> Volumes { get; }

    /// <summary>Seconds after the first volume.</summary>
    public IReadOnlyList<double>? Times { get; }

    public Geometry Geometry => Volumes[0].Geometry;
}
