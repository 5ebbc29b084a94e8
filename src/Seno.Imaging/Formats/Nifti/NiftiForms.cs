namespace Seno.Imaging.Formats.Nifti;

/// <summary>Where a NIfTI header puts the grid. The sform is preferred to the qform, and either to bare spacings; a code outside 1..5 counts as absent; all as in nibabel.</summary>
internal static class NiftiForms
{
    private const int LargestCode = 5;

    /// <returns>In mm and LPS+; null where the header states no unit, neither form, and no spacing but 0 or 1: so images in px are written.</returns>
    public static Affine? Of(NiftiFields fields, Size3 size)
    {
        var (sform, qform) = (fields.SformCode is > 0 and <= LargestCode, fields.QformCode is > 0 and <= LargestCode);
        // metre, mm, micrometre; software that leaves the unit out means mm
        var unit = fields.Units & 7;
        if (!sform && !qform && unit == 0 && fields.PixDim[1..4].All(spacing => spacing is 0 or 1))
            return null;
        var affine = sform ? FromRows(fields.Sform) : qform ? FromQuaternion(fields, size) : FromSpacing(fields, size);
        var millimetres = unit switch { 1 => 1000.0, 3 => 0.001, _ => 1.0 };
        return WithDepth(affine, size).FlippedToRas() is var flipped && millimetres == 1
            ? flipped
            : new(millimetres * flipped.X, millimetres * flipped.Y, millimetres * flipped.Z, millimetres * flipped.Translation);
    }

    private static Affine FromRows(double[] rows) => new(
        new(rows[0], rows[4], rows[8]),
        new(rows[1], rows[5], rows[9]),
        new(rows[2], rows[6], rows[10]),
        new(rows[3], rows[7], rows[11]));

    /// <summary>A unit quaternion without its real part, spacings, and a sign for z in pixdim[0].</summary>
    private static Affine FromQuaternion(NiftiFields fields, Size3 size)
    {
        var (b, c, d) = (fields.Quaternion[0], fields.Quaternion[1], fields.Quaternion[2]);
        var square = b * b + c * c + d * d;
        var a = Math.Sqrt(Math.Max(0, 1 - square));
        if (square > 1)
        {
            var norm = Math.Sqrt(square);
            (b, c, d) = (b / norm, c / norm, d / norm);
        }
        var spacing = SpacingOf(fields, size);
        var z = fields.PixDim[0] == -1 ? -spacing.Z : spacing.Z;
        return new(
            spacing.X * new Vector3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)),
            spacing.Y * new Vector3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)),
            z * new Vector3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c),
            new(fields.Quaternion[3], fields.Quaternion[4], fields.Quaternion[5]));
    }

    /// <summary>As nibabel does, x runs to the left and the grid's centre is the origin.</summary>
    private static Affine FromSpacing(NiftiFields fields, Size3 size)
    {
        var spacing = SpacingOf(fields, size);
        return new(
            new(-spacing.X, 0, 0),
            new(0, spacing.Y, 0),
            new(0, 0, spacing.Z),
            new(spacing.X * (size.X - 1) / 2, -spacing.Y * (size.Y - 1) / 2, -spacing.Z * (size.Z - 1) / 2));
    }

    /// <summary>The z axis that 2-D images often leave 0 stands on the others.</summary>
    private static Affine WithDepth(Affine affine, Size3 size) =>
        size.Z == 1 && affine.Z.Length == 0 ? affine with { Z = (1 / affine.X.Length * affine.X).Cross(1 / affine.Y.Length * affine.Y) } : affine;

    /// <summary>Spacing with the zero that 2-D images often carry along z read as 1.</summary>
    private static Vector3 SpacingOf(NiftiFields fields, Size3 size)
    {
        var z = Math.Abs(fields.PixDim[3]);
        return new(Math.Abs(fields.PixDim[1]), Math.Abs(fields.PixDim[2]), z == 0 && size.Z == 1 ? 1 : z);
    }
}
