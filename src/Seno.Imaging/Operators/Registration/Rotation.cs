namespace Seno.Imaging.Operators;

/// <summary>Rotations by a vector: its direction is the axis, its length the angle in radians.</summary>
internal static class Rotation
{
    public static Affine Of(Vector3 turn)
    {
        Vector3 Turned(Vector3 v)
        {
            var angle = turn.Length;
            if (angle == 0)
                return v;
            var axis = 1 / angle * turn;
            // Rodrigues
            return Math.Cos(angle) * v + Math.Sin(angle) * axis.Cross(v) + (1 - Math.Cos(angle)) * axis.Dot(v) * axis;
        }
        return Columns(Turned);
    }

    /// <summary>How the rotation changes as the vector grows by one along <paramref name="unit"/>.</summary>
    public static Affine Derivative(Vector3 turn, Vector3 unit)
    {
        var rotation = Of(turn);
        var square = turn.Dot(turn);
        // below this the terms that are left out are smaller than rounding makes those of the formula
        if (square < 1e-16)
            return Columns(v => unit.Cross(rotation.At(v)));
        var axis = 1 / square * (turn.Dot(unit) * turn + turn.Cross(unit - rotation.At(unit)));
        return Columns(v => axis.Cross(rotation.At(v)));
    }

    private static Affine Columns(Func<Vector3, Vector3> map) => new(map(new(1, 0, 0)), map(new(0, 1, 0)), map(new(0, 0, 1)), default);
}
