namespace Seno.Imaging.Operators;

/// <summary>The same voxels in another order: axes exchanged and reversed until they run where an axis code says. Nothing is interpolated.</summary>
public static class Reorient
{
    /// <summary>Between axes that are still taken for the same line.</summary>
    private const double LeastCosine = 0.99;

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="code">An axis code such as RAS, LPS or PIR: where x, y and z of the result run, as near as an oblique grid allows.</param>
    /// <returns>The image on a grid that puts every voxel where it was in the patient.</returns>
    /// <exception cref="ArgumentException">Not an axis code, or an image whose place in the patient is unknown.</exception>
    public static Volume<T> To<T>(Volume<T> image, string code)
        where T : unmanaged
    {
        var axes = AxesOf(image.Geometry, code);
        return Permute(image, GeometryOf(image.Geometry, axes), axes);
    }

    /// <summary>The image with its axes in the order and sense of another grid's: every voxel stays where it was in the patient.</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="grid">Whose axes the result's run along.</param>
    /// <exception cref="ArgumentException">The axes of the two are not the same lines, or a place is unknown.</exception>
    public static Volume<T> Like<T>(Volume<T> image, Geometry grid)
        where T : unmanaged
    {
        var axes = AxesLike(image.Geometry, grid) ?? throw new ArgumentException(
            "its axes run along other lines than the image's",
            nameof(grid));
        return Permute(image, GeometryOf(image.Geometry, axes), axes);
    }

    /// <returns>What <see cref="Like"/> makes of a grid; null where it would throw.</returns>
    public static Geometry? Grid(Geometry image, Geometry grid) => AxesLike(image, grid) is { } axes ? GeometryOf(image, axes) : null;

    /// <summary>Every volume of a sequence; times stay.</summary>
    /// <exception cref="ArgumentException">As for one volume.</exception>
    public static VolumeSequence To(VolumeSequence images, string code) => new([.. images.Volumes.Select(volume => To(volume, code))], images.Times);

    /// <summary>For each axis of the result: the axis of the image it is, and whether reversed.</summary>
    private static (int Axis, bool Reversed)[] AxesOf(Geometry geometry, string code)
    {
        var wanted = AxisCodes.Parse(code);
        if (!geometry.SpacingKnown)
            throw new ArgumentException("the image's place in the patient is unknown", nameof(geometry));
        var present = AxisCodes.Parse(AxisCodes.Of(geometry));
        return [.. wanted.Select(letter =>
        {
            var axis = Enumerable.Range(0, 3).First(candidate => present[candidate].Axis == letter.Axis);
            return (axis, present[axis].Sign != letter.Sign);
        })];
    }

    private static (int Axis, bool Reversed)[]? AxesLike(Geometry image, Geometry grid)
    {
        if (!image.SpacingKnown || !grid.SpacingKnown)
            return null;
        var axes = Enumerable.Range(0, 3).Select(wanted =>
        {
            var cosines = Enumerable.Range(0, 3).Select(axis => image.Direction[axis].Dot(grid.Direction[wanted])).ToArray();
            var axis = Enumerable.Range(0, 3).MaxBy(candidate => Math.Abs(cosines[candidate]));
            return (Axis: axis, Reversed: cosines[axis] < 0, Parallel: Math.Abs(cosines[axis]) > LeastCosine);
        }).ToArray();
        return axes.All(axis => axis.Parallel) && axes.Select(axis => axis.Axis).Distinct().Count() == 3
            ? [.. axes.Select(axis => (axis.Axis, axis.Reversed))]
            : null;
    }

    private static Geometry GeometryOf(Geometry geometry, (int Axis, bool Reversed)[] axes)
    {
        var affine = Affine.Of(geometry);
        var origin = geometry.Origin;
        foreach (var (axis, _) in axes.Where(each => each.Reversed))
            origin += (geometry.Size[axis] - 1) * affine[axis];
        Vector3 Direction(int i) => (axes[i].Reversed ? -1 : 1) * geometry.Direction[axes[i].Axis];
        return new(
            new(geometry.Size[axes[0].Axis], geometry.Size[axes[1].Axis], geometry.Size[axes[2].Axis]),
            new(geometry.Spacing[axes[0].Axis], geometry.Spacing[axes[1].Axis], geometry.Spacing[axes[2].Axis]),
            origin,
            new(Direction(0), Direction(1), Direction(2)));
    }

    private static Volume<T> Permute<T>(Volume<T> image, Geometry geometry, (int Axis, bool Reversed)[] axes)
        where T : unmanaged
    {
        Span<int> strides = [1, image.Size.X, image.Size.X * image.Size.Y];
        var steps = new int[3];
        var start = 0;
        for (var i = 0; i < 3; i++)
        {
            var (axis, reversed) = axes[i];
            steps[i] = reversed ? -strides[axis] : strides[axis];
            start += reversed ? (image.Size[axis] - 1) * strides[axis] : 0;
        }
        var result = new Volume<T>(geometry);
        var size = geometry.Size;
        Parallel.For(0, size.Y * size.Z, row =>
            CopyRow(image.Span, start + row % size.Y * steps[1] + row / size.Y * steps[2], steps[0], result.Span.Slice(row * size.X, size.X)));
        return result;
    }

    private static void CopyRow<T>(ReadOnlySpan<T> source, int start, int step, Span<T> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = source[start + i * step];
    }
}
