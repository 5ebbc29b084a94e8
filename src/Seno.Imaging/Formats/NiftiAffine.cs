using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>Voxel index to RAS+ position: the three columns and the translation, in the file's unit.</summary>
internal readonly record struct NiftiAffine(Vector3 X, Vector3 Y, Vector3 Z, Vector3 Translation)
{
    /// <summary>Largest cosine between two axes that is still taken for rounding.</summary>
    private const double LargestShear = 1e-3;

    /// <summary>The sform.</summary>
    public static NiftiAffine FromRows(NiftiHeader.Fields fields) => new(
        new(fields.Single(280), fields.Single(296), fields.Single(312)),
        new(fields.Single(284), fields.Single(300), fields.Single(316)),
        new(fields.Single(288), fields.Single(304), fields.Single(320)),
        new(fields.Single(292), fields.Single(308), fields.Single(324)));

    /// <summary>The qform: a unit quaternion without its real part, spacings, and a sign for z in pixdim[0].</summary>
    public static NiftiAffine FromQuaternion(NiftiHeader.Fields fields, Size3 size)
    {
        double b = fields.Single(256), c = fields.Single(260), d = fields.Single(264);
        var square = b * b + c * c + d * d;
        var a = Math.Sqrt(Math.Max(0, 1 - square));
        if (square > 1)
        {
            var norm = Math.Sqrt(square);
            (b, c, d) = (b / norm, c / norm, d / norm);
        }
        var spacing = SpacingOf(fields, size);
        var z = fields.Single(76) < 0 ? -spacing.Z : spacing.Z;
        return new(
            spacing.X * new Vector3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)),
            spacing.Y * new Vector3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)),
            z * new Vector3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c),
            new(fields.Single(268), fields.Single(272), fields.Single(276)));
    }

    /// <summary>Neither form is set: as nibabel does, x runs to the left and the grid's centre is the origin.</summary>
    public static NiftiAffine FromSpacing(NiftiHeader.Fields fields, Size3 size)
    {
        var spacing = SpacingOf(fields, size);
        return new(
            new(-spacing.X, 0, 0),
            new(0, spacing.Y, 0),
            new(0, 0, spacing.Z),
            new(spacing.X * (size.X - 1) / 2, -spacing.Y * (size.Y - 1) / 2, -spacing.Z * (size.Z - 1) / 2));
    }

    public static NiftiAffine FromGeometry(Geometry geometry) => new(
        geometry.Spacing.X * Flip(geometry.Direction.X),
        geometry.Spacing.Y * Flip(geometry.Direction.Y),
        geometry.Spacing.Z * Flip(geometry.Direction.Z),
        Flip(geometry.Origin));

    /// <param name="size">The grid.</param>
    /// <param name="millimetres">mm per unit of the file.</param>
    /// <param name="path">For messages.</param>
    /// <exception cref="DataException">Sheared, degenerate or not finite.</exception>
    public Geometry ToGeometry(Size3 size, double millimetres, string path)
    {
        var z = size.Z == 1 && Z.Length == 0 ? Cross(1 / X.Length * X, 1 / Y.Length * Y) : Z;
        var spacing = new Vector3(X.Length, Y.Length, z.Length);
        if (!(spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0 && double.IsFinite(spacing.Length + Translation.Length)))
            throw new DataException(path, "has an orientation with a zero or non-finite axis", "Correct the sform, qform or pixdim of its header");
        var direction = new Direction(1 / spacing.X * X, 1 / spacing.Y * Y, 1 / spacing.Z * z);
        var shear = Math.Max(Math.Abs(direction.X.Dot(direction.Y)), Math.Max(Math.Abs(direction.X.Dot(direction.Z)), Math.Abs(direction.Y.Dot(direction.Z))));
        if (shear > LargestShear)
            throw new DataException(path, FormattableString.Invariant($"has a sheared sform (its axes are not perpendicular: cosine {shear:0.####})"), "Resample it to a grid with perpendicular axes");
        return new(size, millimetres * spacing, millimetres * Flip(Translation), new(Flip(direction.X), Flip(direction.Y), Flip(direction.Z)));
    }

    /// <summary>RAS+ to LPS+ and back.</summary>
    private static Vector3 Flip(Vector3 v) => new(0 - v.X, 0 - v.Y, v.Z);

    private static Vector3 Cross(Vector3 a, Vector3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    /// <summary>Spacing with the zero that 2-D images often carry along z read as 1.</summary>
    private static Vector3 SpacingOf(NiftiHeader.Fields fields, Size3 size)
    {
        var z = Math.Abs(fields.Single(88));
        return new(Math.Abs(fields.Single(80)), Math.Abs(fields.Single(84)), z == 0 && size.Z == 1 ? 1 : z);
    }
}
