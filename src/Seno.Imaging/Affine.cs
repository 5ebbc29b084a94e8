namespace Seno.Imaging;

/// <summary>Voxel index to LPS+ position in mm: one column an axis, and where voxel (0, 0, 0) has its centre. Unlike a <see cref="Geometry"/> it may be sheared.</summary>
public readonly record struct Affine(Vector3 X, Vector3 Y, Vector3 Z, Vector3 Translation)
{
    /// <summary>Largest cosine between two axes that is still taken for rounding.</summary>
    private const double LargestCosine = 1e-3;

    public Vector3 this[int axis] => axis switch { 0 => X, 1 => Y, 2 => Z, _ => throw new ArgumentOutOfRangeException(nameof(axis)) };

    /// <value>Every axis has a length, and every number is finite.</value>
    public bool Regular => X.Length > 0 && Y.Length > 0 && Z.Length > 0 && double.IsFinite(X.Length + Y.Length + Z.Length + Translation.Length);

    /// <value>The two axes farthest from perpendicular, and the cosine between them.</value>
    public (int A, int B, double Cosine) Shear
    {
        get
        {
            var affine = this;
            double Cosine(int a, int b) => affine[a].Dot(affine[b]) / (affine[a].Length * affine[b].Length);
            return new[] { (0, 1), (0, 2), (1, 2) }.Select(pair => (pair.Item1, pair.Item2, Cosine(pair.Item1, pair.Item2))).MaxBy(shear => Math.Abs(shear.Item3));
        }
    }

    public bool Sheared => Math.Abs(Shear.Cosine) > LargestCosine;

    public static Affine Of(Geometry geometry) => new(
        geometry.Spacing.X * geometry.Direction.X,
        geometry.Spacing.Y * geometry.Direction.Y,
        geometry.Spacing.Z * geometry.Direction.Z,
        geometry.Origin);

    /// <returns>The position of a voxel index, which may lie between voxels.</returns>
    public Vector3 At(Vector3 index) => Translation + index.X * X + index.Y * Y + index.Z * Z;

    /// <returns>This map of what <paramref name="first"/> gives.</returns>
    public Affine After(Affine first)
    {
        var linear = this with { Translation = default };
        return new(linear.At(first.X), linear.At(first.Y), linear.At(first.Z), At(first.Translation));
    }

    /// <exception cref="InvalidOperationException">Not <see cref="Regular"/>, or <see cref="Sheared"/>.</exception>
    public Geometry ToGeometry(Size3 size)
    {
        if (!Regular || Sheared)
            throw new InvalidOperationException("only perpendicular axes make a geometry");
        return new(size, new(X.Length, Y.Length, Z.Length), Translation, new(1 / X.Length * X, 1 / Y.Length * Y, 1 / Z.Length * Z));
    }

    /// <summary>Between LPS+ and RAS+, either way.</summary>
    public Affine FlippedToRas()
    {
        static Vector3 Flip(Vector3 v) => new(0 - v.X, 0 - v.Y, v.Z);
        return new(Flip(X), Flip(Y), Flip(Z), Flip(Translation));
    }
}
