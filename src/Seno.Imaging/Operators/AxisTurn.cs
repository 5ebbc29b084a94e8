namespace Seno.Imaging.Operators;

/// <summary>Axes exchanged and reversed: the same voxels in another order, nothing interpolated. Its inverse undoes it exactly.</summary>
public sealed class AxisTurn
{
    /// <summary>Between axes that are still taken for the same line.</summary>
    private const double LeastCosine = 0.99;

    private readonly int[] axes;
    private readonly bool[] reversed;

    private AxisTurn(int[] axes, bool[] reversed)
    {
        this.axes = axes;
        this.reversed = reversed;
    }

    public static AxisTurn None { get; } = new([0, 1, 2], [false, false, false]);

    public bool IsNone => axes is [0, 1, 2] && !reversed.Contains(true);

    /// <param name="geometry">A grid whose place in the patient is known.</param>
    /// <param name="code">An axis code such as RAS, LPS or PIR: where x, y and z of the result run, as near as an oblique grid
    /// allows.</param>
    /// <exception cref="ArgumentException">Not an axis code, or a grid whose place in the patient is unknown.</exception>
    public static AxisTurn To(Geometry geometry, string code)
    {
        var wanted = AxisCodes.Parse(code);
        if (!geometry.SpacingKnown)
            throw new ArgumentException("the image's place in the patient is unknown", nameof(geometry));
        var present = AxisCodes.Parse(AxisCodes.Of(geometry));
        var axes = wanted.Select(letter => Enumerable.Range(0, 3).First(axis => present[axis].Axis == letter.Axis)).ToArray();
        return new(axes, [.. wanted.Select((letter, i) => letter.Sign != present[axes[i]].Sign)]);
    }

    /// <returns>The turn to the order and sense of another grid's axes; null where they run along other lines, or a place is
    /// unknown.</returns>
    public static AxisTurn? Like(Geometry image, Geometry grid)
    {
        if (!image.SpacingKnown || !grid.SpacingKnown)
            return null;
        var (axes, reversed) = (new int[3], new bool[3]);
        for (var i = 0; i < 3; i++)
        {
            var cosines = Enumerable.Range(0, 3).Select(axis => image.Direction[axis].Dot(grid.Direction[i])).ToArray();
            axes[i] = Enumerable.Range(0, 3).MaxBy(axis => Math.Abs(cosines[axis]));
            if (Math.Abs(cosines[axes[i]]) <= LeastCosine)
                return null;
            reversed[i] = cosines[axes[i]] < 0;
        }
        return axes.Distinct().Count() == 3 ? new(axes, reversed) : null;
    }

    /// <summary>One axis becomes the last; the other two keep their order.</summary>
    /// <param name="axis">0, 1 or 2.</param>
    public static AxisTurn Last(int axis) => new([.. Enumerable.Range(0, 3).Where(other => other != axis), axis], [false, false, false]);

    public AxisTurn Inverse()
    {
        var (back, backReversed) = (new int[3], new bool[3]);
        for (var i = 0; i < 3; i++)
            (back[axes[i]], backReversed[axes[i]]) = (i, reversed[i]);
        return new(back, backReversed);
    }

    /// <returns>The grid that puts every voxel where it was.</returns>
    public Geometry Of(Geometry geometry)
    {
        var size = new Size3(geometry.Size[axes[0]], geometry.Size[axes[1]], geometry.Size[axes[2]]);
        if (!geometry.SpacingKnown)
            return new(size);
        var affine = Affine.Of(geometry);
        var origin = geometry.Origin;
        for (var i = 0; i < 3; i++)
        {
            if (reversed[i])
                origin += (geometry.Size[axes[i]] - 1) * affine[axes[i]];
        }
        Vector3 Direction(int i) => (reversed[i] ? -1 : 1) * geometry.Direction[axes[i]];
        var spacing = new Vector3(geometry.Spacing[axes[0]], geometry.Spacing[axes[1]], geometry.Spacing[axes[2]]);
        return new(size, spacing, origin, new(Direction(0), Direction(1), Direction(2))) { PlaceKnown = geometry.PlaceKnown };
    }

    /// <returns>The image itself where nothing turns, else a new one.</returns>
    public Volume<T> Of<T>(Volume<T> image)
        where T : unmanaged => IsNone ? image : Permute(image);

    private Volume<T> Permute<T>(Volume<T> image)
        where T : unmanaged
    {
        Span<int> strides = [1, image.Size.X, image.Size.X * image.Size.Y];
        var steps = new int[3];
        var start = 0;
        for (var i = 0; i < 3; i++)
        {
            var stride = strides[axes[i]];
            steps[i] = reversed[i] ? -stride : stride;
            start += reversed[i] ? (image.Size[axes[i]] - 1) * stride : 0;
        }
        var result = new Volume<T>(Of(image.Geometry));
        var size = result.Size;
        Parallel.For(0, size.Y * size.Z, row =>
            CopyRow(
                image.Span,
                start + row % size.Y * steps[1] + row / size.Y * steps[2],
                steps[0],
                result.Span.Slice(row * size.X, size.X)));
        return result;
    }

    private static void CopyRow<T>(ReadOnlySpan<T> source, int start, int step, Span<T> target)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] = source[start + i * step];
    }
}
