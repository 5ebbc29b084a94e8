namespace Seno.Imaging.Operators;

/// <summary>A box of a volume, which stays where it is in space.</summary>
public static class Crop
{
    /// <param name="volume">The volume; it is not changed.</param>
    /// <param name="first">The box's lowest x, y and z indices.</param>
    /// <param name="size">Its voxels along each axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">The box is empty or leaves the grid.</exception>
    public static Volume<T> To<T>(Volume<T> volume, Size3 first, Size3 size)
        where T : unmanaged
    {
        var (own, geometry) = (volume.Size, volume.Geometry);
        var origin = geometry.Origin;
        for (var axis = 0; axis < 3; axis++)
        {
            if (first[axis] < 0 || size[axis] < 1 || first[axis] > own[axis] - size[axis])
                throw new ArgumentOutOfRangeException(nameof(size), $"a box of {size} from ({first.X}, {first.Y}, {first.Z}) does not lie in {own}");
            origin += first[axis] * geometry.Spacing[axis] * geometry.Direction[axis];
        }
        var result = Grid.Unwritten<T>(new(size, geometry.SpacingKnown ? geometry.Spacing : null, geometry.SpacingKnown ? origin : geometry.Origin, geometry.Direction));
        for (var row = 0; row < size.Y * size.Z; row++)
        {
            var (y, z) = (first.Y + row % size.Y, first.Z + row / size.Y);
            volume.Span.Slice(first.X + own.X * (y + own.Y * z), size.X).CopyTo(result.Span.Slice(row * size.X, size.X));
        }
        return result;
    }
}
