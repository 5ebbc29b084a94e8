using Seno.Imaging;

namespace Seno.Phantoms.Anatomy;

/// <summary>A straight piece whose radius changes evenly from end to end, with round ends.</summary>
/// <param name="Start">mm.</param>
/// <param name="End">mm.</param>
/// <param name="StartRadius">mm.</param>
/// <param name="EndRadius">mm.</param>
internal readonly record struct Tube(Vector3 Start, Vector3 End, double StartRadius, double EndRadius)
{
    private double Widest => Math.Max(StartRadius, EndRadius);

    public Vector3 Low => new(Math.Min(Start.X, End.X) - Widest, Math.Min(Start.Y, End.Y) - Widest, Math.Min(Start.Z, End.Z) - Widest);

    public Vector3 High => new(Math.Max(Start.X, End.X) + Widest, Math.Max(Start.Y, End.Y) + Widest, Math.Max(Start.Z, End.Z) + Widest);

    public bool Contains(double x, double y, double z)
    {
        var (alongX, alongY, alongZ) = (End.X - Start.X, End.Y - Start.Y, End.Z - Start.Z);
        var (fromX, fromY, fromZ) = (x - Start.X, y - Start.Y, z - Start.Z);
        var squared = alongX * alongX + alongY * alongY + alongZ * alongZ;
        var share = squared == 0 ? 0 : Math.Clamp((fromX * alongX + fromY * alongY + fromZ * alongZ) / squared, 0, 1);
        var (awayX, awayY, awayZ) = (fromX - share * alongX, fromY - share * alongY, fromZ - share * alongZ);
        var radius = StartRadius + share * (EndRadius - StartRadius);
        return awayX * awayX + awayY * awayY + awayZ * awayZ <= radius * radius;
    }
}
