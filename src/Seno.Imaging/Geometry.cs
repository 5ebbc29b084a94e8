namespace Seno.Imaging;

/// <summary>Where a grid lies: its size, spacing, origin and direction cosines, LPS+ as in DICOM and ITK.</summary>
public sealed record Geometry
{
    /// <param name="size">Voxels per axis, each at least 1.</param>
    /// <param name="spacing">mm per voxel and axis, positive; null where it is unknown (most ultrasound and mammography PNGs).</param>
    /// <param name="origin">mm, the centre of the first voxel. Default 0.</param>
    /// <param name="direction">Default identity.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1 or a spacing that is not a positive finite number.</exception>
    public Geometry(Size3 size, Vector3? spacing = null, Vector3 origin = default, Direction? direction = null)
    {
        if (size.X < 1 || size.Y < 1 || size.Z < 1)
            throw new ArgumentOutOfRangeException(nameof(size), $"every axis needs at least one voxel, not {size}");
        if (spacing is { } s && !(s.X > 0 && s.Y > 0 && s.Z > 0 && double.IsFinite(s.X + s.Y + s.Z)))
            throw new ArgumentOutOfRangeException(nameof(spacing), "spacing must be positive and finite");
        Size = size;
        SpacingKnown = spacing is not null;
        Spacing = spacing ?? new(1, 1, 1);
        Origin = origin;
        Direction = direction ?? Direction.Identity;
    }

    public Size3 Size { get; }

    /// <summary>mm per voxel; (1, 1, 1) px where <see cref="SpacingKnown"/> is false.</summary>
    public Vector3 Spacing { get; }

    public bool SpacingKnown { get; }

    /// <value>
    /// Whether origin and direction are the patient's. Where they are not, as in TIFF, the origin is 0 and the axes are any. Default true.
    /// </value>
    public bool PlaceKnown { get; init; } = true;

    public Vector3 Origin { get; }

    public Direction Direction { get; }

    /// <summary>2 for a single slice, otherwise 3.</summary>
    public int Dimensions => Size.Z == 1 ? 2 : 3;

    /// <summary>The unit every length on this grid is in.</summary>
    public string Unit => SpacingKnown ? "mm" : "px";

    /// <summary>Length of the grid's diagonal, in <see cref="Unit"/>: the distance given to a missed lesion.</summary>
    public double Diagonal
    {
        get
        {
            var z = Dimensions == 2 ? 0 : Size.Z * Spacing.Z;
            return new Vector3(Size.X * Spacing.X, Size.Y * Spacing.Y, z).Length;
        }
    }

    /// <returns>True where a point, in mm, lies within the voxels' outer faces.</returns>
    public bool Holds(Vector3 point)
    {
        for (var axis = 0; axis < 3; axis++)
        {
            var voxel = (point - Origin).Dot(Direction[axis]) / Spacing[axis];
            if (!(voxel >= -0.5 && voxel <= Size[axis] - 0.5))
                return false;
        }
        return true;
    }

    /// <summary>The same place, another number of voxels: spacing follows the size, the outer faces stay.</summary>
    public Geometry Resized(Size3 size)
    {
        var spacing = new Vector3(Spacing.X * Size.X / size.X, Spacing.Y * Size.Y / size.Y, Spacing.Z * Size.Z / size.Z);
        if (!SpacingKnown)
            return new(size, null, Origin, Direction);
        var origin = Origin;
        for (var axis = 0; axis < 3; axis++)
            origin += (spacing[axis] - Spacing[axis]) / 2 * Direction[axis];
        return new(size, spacing, origin, Direction) { PlaceKnown = PlaceKnown };
    }
}
