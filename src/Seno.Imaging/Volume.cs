namespace Seno.Imaging;

/// <summary>A contiguous grid of voxels, x fastest, that owns its memory. A 2-D image is a volume of depth 1.</summary>
public sealed class Volume<T>
    where T : unmanaged
{
    private readonly T[] voxels;

    /// <exception cref="ArgumentException">The number of voxels does not match the geometry.</exception>
    public Volume(Geometry geometry, T[] voxels)
    {
        if (voxels.LongLength != geometry.Size.Voxels)
            throw new ArgumentException($"{voxels.LongLength} voxels given for a grid of {geometry.Size}", nameof(voxels));
        Geometry = geometry;
        this.voxels = voxels;
    }

    /// <summary>A grid of zeros.</summary>
    public Volume(Geometry geometry)
        : this(geometry, new T[geometry.Size.Voxels])
    {
    }

    public Geometry Geometry { get; }

    public Size3 Size => Geometry.Size;

    public Span<T> Span => voxels;

    public Memory<T> Memory => voxels;

    /// <summary>The backing array itself, for parallel loops that cannot capture a span. Not a copy.</summary>
    public T[] Array => voxels;

    public ref T this[int x, int y, int z = 0] => ref voxels[x + (long)Size.X * (y + (long)Size.Y * z)];

    /// <summary>The same voxels under another geometry of equal size; memory is shared.</summary>
    public Volume<T> With(Geometry geometry) => new(geometry, voxels);

    public Volume<TResult> Map<TResult>(Func<T, TResult> function)
        where TResult : unmanaged
    {
        var result = new Volume<TResult>(Geometry);
        var target = result.voxels;
        for (var i = 0; i < target.Length; i++)
            target[i] = function(voxels[i]);
        return result;
    }
}
