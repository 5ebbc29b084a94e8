namespace Seno.Imaging;

/// <summary>Voxels along x (fastest), y and z. A 2-D image has Z = 1.</summary>
public readonly record struct Size3(int X, int Y, int Z)
{
    public long Voxels => (long)X * Y * Z;

    public int this[int axis] => axis switch { 0 => X, 1 => Y, 2 => Z, _ => throw new ArgumentOutOfRangeException(nameof(axis)) };

    public override string ToString() => Z == 1 ? $"{X}×{Y}" : $"{X}×{Y}×{Z}";
}
