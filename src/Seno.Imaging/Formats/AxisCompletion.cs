namespace Seno.Imaging.Formats;

/// <summary>Grids of fewer than three axes in space: the missing ones stand perpendicular on the others, 1 mm apart.</summary>
internal static class AxisCompletion
{
    public static Affine Complete(IReadOnlyList<Vector3> columns, Vector3 origin)
    {
        var all = columns.ToList();
        if (all.Count == 0)
            all.Add(new(1, 0, 0));
        if (all.Count == 1)
            all.Add(PerpendicularTo(all[0]));
        if (all.Count == 2)
        {
            var normal = all[0].Cross(all[1]);
            all.Add(1 / normal.Length * normal);
        }
        return new(all[0], all[1], all[2], origin);
    }

    private static Vector3 PerpendicularTo(Vector3 x)
    {
        var other = Math.Abs(x.Y) <= Math.Abs(x.X) ? new Vector3(0, 1, 0) : new Vector3(1, 0, 0);
        var upright = other - other.Dot(x) / x.Dot(x) * x;
        return 1 / upright.Length * upright;
    }
}
