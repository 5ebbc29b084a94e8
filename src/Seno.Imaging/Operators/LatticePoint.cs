namespace Seno.Imaging.Operators;

/// <summary>A point with whole coordinates, for geometry without rounding: products of three fit as long as coordinates stay below a hundred thousand.</summary>
internal readonly record struct LatticePoint(long X, long Y, long Z)
{
    public long this[int axis] => axis switch { 0 => X, 1 => Y, _ => Z };

    public long Dot(LatticePoint other) => X * other.X + Y * other.Y + Z * other.Z;

    public LatticePoint Cross(LatticePoint other) => new(Y * other.Z - Z * other.Y, Z * other.X - X * other.Z, X * other.Y - Y * other.X);

    public static LatticePoint operator +(LatticePoint a, LatticePoint b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static LatticePoint operator -(LatticePoint a, LatticePoint b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <returns>Twice the area of the triangle, with a normal that sees its corners counter-clockwise.</returns>
    public static LatticePoint Normal(LatticePoint a, LatticePoint b, LatticePoint c) => (b - a).Cross(c - a);
}
