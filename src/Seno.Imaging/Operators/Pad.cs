using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>A volume with more voxels around it, which stay where they are in space: the inverse of <see cref="Crop"/>.</summary>
public static class Pad
{
    /// <summary>With one value around it.</summary>
    /// <param name="volume">The volume; it is not changed.</param>
    /// <param name="before">Voxels more before the first along each axis.</param>
    /// <param name="after">Voxels more after the last along each axis.</param>
    /// <param name="value">Of the new voxels. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number of voxels.</exception>
    public static Volume<T> Constant<T>(Volume<T> volume, Size3 before, Size3 after, T value = default)
        where T : unmanaged => Around(volume, before, after, value, edge: null);

    /// <summary>With the edge voxel repeated: a a a | a b c (NumPy's 'edge').</summary>
    /// <inheritdoc cref="Constant"/>
    public static Volume<T> Repeat<T>(Volume<T> volume, Size3 before, Size3 after)
        where T : unmanaged => Around(volume, before, after, default, Edge.Repeat);

    /// <summary>Mirrored with the edge voxel: c b a | a b c (NumPy's 'symmetric').</summary>
    /// <inheritdoc cref="Constant"/>
    public static Volume<T> Mirror<T>(Volume<T> volume, Size3 before, Size3 after)
        where T : unmanaged => Around(volume, before, after, default, Edge.Mirror);

    /// <summary>Mirrored about the edge voxel: d c b | a b c d (NumPy's 'reflect').</summary>
    /// <inheritdoc cref="Constant"/>
    public static Volume<T> Reflect<T>(Volume<T> volume, Size3 before, Size3 after)
        where T : unmanaged => Around(volume, before, after, default, Edge.Reflect);

    [MethodImpl(Hot.Loop)]
    private static Volume<T> Around<T>(Volume<T> volume, Size3 before, Size3 after, T value, Edge? edge)
        where T : unmanaged
    {
        var own = volume.Size;
        var result = Grid.Unwritten<T>(GeometryAround(volume.Geometry, before, after));
        var size = result.Size;
        var columns = Enumerable.Range(-before.X, edge is null ? 0 : size.X).Select(x => edge!.Value.Inside(x, own.X)).ToArray();
        for (var row = 0; row < size.Y * size.Z; row++)
        {
            var target = result.Span.Slice(row * size.X, size.X);
            var (y, z) = (row % size.Y - before.Y, row / size.Y - before.Z);
            if (edge is null && !((uint)y < (uint)own.Y && (uint)z < (uint)own.Z))
            {
                target.Fill(value);
                continue;
            }
            var (fromY, fromZ) = edge is { } kind ? (kind.Inside(y, own.Y), kind.Inside(z, own.Z)) : (y, z);
            Extend(volume.Span.Slice(own.X * (fromY + own.Y * fromZ), own.X), before.X, target, value, columns);
        }
        return result;
    }

    /// <param name="columns">For each voxel of the target the one of the row that it repeats; none: the value instead.</param>
    [MethodImpl(Hot.Loop)]
    private static void Extend<T>(ReadOnlySpan<T> row, int before, Span<T> target, T value, int[] columns)
    {
        var end = before + row.Length;
        row.CopyTo(target[before..]);
        if (columns.Length == 0)
        {
            target[..before].Fill(value);
            target[end..].Fill(value);
            return;
        }
        for (var x = 0; x < before; x++)
            target[x] = row[columns[x]];
        for (var x = end; x < target.Length; x++)
            target[x] = row[columns[x]];
    }

    private static Geometry GeometryAround(Geometry geometry, Size3 before, Size3 after)
    {
        var origin = geometry.Origin;
        for (var axis = 0; axis < 3; axis++)
        {
            if (before[axis] < 0 || after[axis] < 0)
                throw new ArgumentOutOfRangeException(before[axis] < 0 ? nameof(before) : nameof(after), "must not be negative; Crop takes voxels away");
            origin -= before[axis] * geometry.Spacing[axis] * geometry.Direction[axis];
        }
        int Length(int axis) => checked(geometry.Size[axis] + before[axis] + after[axis]);
        return new(new(Length(0), Length(1), Length(2)), geometry.SpacingKnown ? geometry.Spacing : null, geometry.SpacingKnown ? origin : geometry.Origin, geometry.Direction);
    }
}
