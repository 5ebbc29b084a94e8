using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>An image between its voxels, linearly, with its slope.</summary>
internal sealed class MovingSampler
{
    private readonly float[] values;
    private readonly byte[]? mask;
    private readonly Size3 size;
    private readonly Affine toIndex;

    /// <param name="mask">On the image's grid; a point whose nearest voxel is 0 there has no value.</param>
    public MovingSampler(Volume<float> image, Volume<byte>? mask)
    {
        (values, size, this.mask) = (image.Array, image.Size, mask?.Array);
        var (spacing, direction) = (image.Geometry.Spacing, image.Geometry.Direction);
        var (x, y, z) = (1 / spacing.X * direction.X, 1 / spacing.Y * direction.Y, 1 / spacing.Z * direction.Z);
        var turned = new Affine(new(x.X, y.X, z.X), new(x.Y, y.Y, z.Y), new(x.Z, y.Z, z.Z), default);
        toIndex = turned with { Translation = -1 * turned.At(image.Geometry.Origin) };
        (Low, High) = ValueRange.Of(image) ?? (0, 0);
    }

    /// <value>The least and greatest finite value.</value>
    public float Low { get; }

    public float High { get; }

    /// <returns>The map followed by the way from mm to voxels.</returns>
    public Affine IndexOf(Affine map) => toIndex.After(map);

    /// <returns>A slope per voxel as one per mm along x, y and z of patient space.</returns>
    public Vector3 InMillimetres(Vector3 slope) => new(toIndex.X.Dot(slope), toIndex.Y.Dot(slope), toIndex.Z.Dot(slope));

    /// <returns>False beyond the outer voxels' centres (along an axis of one voxel: beyond its faces), outside the mask, and where the value is not finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySample(Vector3 index, out float value, out Vector3 slope)
    {
        (value, slope) = (0, default);
        if (!(Inside(index.X, size.X) && Inside(index.Y, size.Y) && Inside(index.Z, size.Z)) || !InMask(index))
            return false;
        var (x, fx, dx) = Between(index.X, size.X, 1);
        var (y, fy, dy) = Between(index.Y, size.Y, size.X);
        var (z, fz, dz) = Between(index.Z, size.Z, size.X * size.Y);
        var at = x + y + z;
        float v000 = values[at], v100 = values[at + dx], v010 = values[at + dy], v110 = values[at + dx + dy];
        at += dz;
        float v001 = values[at], v101 = values[at + dx], v011 = values[at + dy], v111 = values[at + dx + dy];
        double v00 = v000 + fx * (v100 - v000), v10 = v010 + fx * (v110 - v010), v01 = v001 + fx * (v101 - v001), v11 = v011 + fx * (v111 - v011);
        double v0 = v00 + fy * (v10 - v00), v1 = v01 + fy * (v11 - v01);
        value = (float)(v0 + fz * (v1 - v0));
        var alongX0 = v100 - v000 + fy * (v110 - v010 - (v100 - v000));
        var alongX1 = v101 - v001 + fy * (v111 - v011 - (v101 - v001));
        slope = new(alongX0 + fz * (alongX1 - alongX0), v10 - v00 + fz * (v11 - v01 - (v10 - v00)), v1 - v0);
        return float.IsFinite(value);
    }

    private static bool Inside(double index, int length) => length == 1 ? index is >= -0.5 and <= 0.5 : index >= 0 && index <= length - 1;

    private bool InMask(Vector3 index) =>
        mask is null || mask[(int)(index.X + 0.5) + size.X * ((int)(index.Y + 0.5) + size.Y * (int)(index.Z + 0.5))] != 0;

    /// <returns>Where the voxel before lies, how far the place is beyond it, and the way to the voxel after it.</returns>
    private static (int At, double Beyond, int Step) Between(double index, int length, int stride)
    {
        if (length == 1)
            return (0, 0, 0);
        var before = Math.Min((int)index, length - 2);
        return (before * stride, index - before, stride);
    }
}
