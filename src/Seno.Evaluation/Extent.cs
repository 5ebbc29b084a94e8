namespace Seno.Evaluation;

/// <summary>The box that some voxels fill: their lowest and highest indices, both inside.</summary>
internal readonly record struct Extent(int X0, int Y0, int Z0, int X1, int Y1, int Z1)
{
    public static Extent None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue, -1, -1, -1);

    public bool IsEmpty => X1 < 0;

    /// <returns>The box that also holds the voxels <paramref name="x0"/>..<paramref name="x1"/> of a row.</returns>
    public Extent With(int x0, int x1, int y, int z) =>
        new(Math.Min(X0, x0), Math.Min(Y0, y), Math.Min(Z0, z), Math.Max(X1, x1), Math.Max(Y1, y), Math.Max(Z1, z));

    public Extent With(Extent other) => new(Math.Min(X0, other.X0), Math.Min(Y0, other.Y0), Math.Min(Z0, other.Z0), Math.Max(X1, other.X1), Math.Max(Y1, other.Y1), Math.Max(Z1, other.Z1));
}
