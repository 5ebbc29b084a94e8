namespace Seno.Imaging.Operators;

/// <summary>How far a grid is turned away from the patient's axes.</summary>
public static class Obliqueness
{
    /// <returns>The largest angle, in degrees, between an axis of the grid and the patient axis its code names.</returns>
    public static double Degrees(Geometry geometry)
    {
        var codes = AxisCodes.Parse(AxisCodes.Of(geometry));
        var largest = Enumerable.Range(0, 3).Min(axis => Math.Abs(geometry.Direction[axis][codes[axis].Axis]));
        return Math.Acos(Math.Min(1, largest)) * 180 / Math.PI;
    }
}
