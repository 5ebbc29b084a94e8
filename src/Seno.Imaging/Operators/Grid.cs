namespace Seno.Imaging.Operators;

/// <summary>What operators ask of a grid.</summary>
internal static class Grid
{
    /// <summary>A volume whose every voxel the caller is about to write.</summary>
    public static Volume<T> Unwritten<T>(Geometry geometry)
        where T : unmanaged => new(geometry, GC.AllocateUninitializedArray<T>(checked((int)geometry.Size.Voxels)));

    /// <exception cref="ArgumentException">The voxel size is unknown.</exception>
    public static Vector3 RequireSpacing(Geometry geometry, string parameter)
    {
        if (!geometry.SpacingKnown)
            throw new ArgumentException("the voxel size is unknown, so a length in mm means nothing here; give the geometry a spacing, or work in voxels", parameter);
        return geometry.Spacing;
    }

    /// <exception cref="ArgumentException">The two volumes have different sizes.</exception>
    public static void RequireSameSize(Size3 expected, Size3 actual, string parameter)
    {
        if (expected != actual)
            throw new ArgumentException($"is {actual} but the image is {expected}", parameter);
    }

    /// <exception cref="ArgumentOutOfRangeException">Negative, infinite or NaN.</exception>
    public static void RequireLength(double length, string parameter)
    {
        if (!(length >= 0 && double.IsFinite(length)))
            throw new ArgumentOutOfRangeException(parameter, "must be finite and not negative");
    }

    /// <exception cref="ArgumentOutOfRangeException">Not above 0, infinite or NaN.</exception>
    public static void RequirePositive(double number, string parameter)
    {
        if (!(number > 0 && double.IsFinite(number)))
            throw new ArgumentOutOfRangeException(parameter, "must be positive and finite");
    }
}
