namespace Seno.Imaging;

/// <summary>Direction cosines: unit vectors, in LPS+ patient space, along which the x, y and z indices grow.</summary>
public readonly record struct Direction(Vector3 X, Vector3 Y, Vector3 Z)
{
    public static Direction Identity { get; } = new(new(1, 0, 0), new(0, 1, 0), new(0, 0, 1));

    public Vector3 this[int axis] => axis switch { 0 => X, 1 => Y, 2 => Z, _ => throw new ArgumentOutOfRangeException(nameof(axis)) };
}
