using System.Numerics;
using System.Runtime.CompilerServices;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>mm of water and bone along the rays of a fan.</summary>
/// <remarks>Joseph's method (IEEE Trans. Med. Imaging 1, 1982): a sample wherever the ray crosses a line of pixels, interpolated linearly along that line.</remarks>
internal static class RayIntegrals
{
    /// <param name="slice">Passed through.</param>
    /// <param name="beam">Its rays.</param>
    /// <param name="view">Of the beam.</param>
    /// <param name="paths">By channel.</param>
    public static void Trace(SliceMap slice, FanBeam beam, int view, Span<Vector2> paths)
    {
        var (sine, cosine) = Math.SinCos(beam.Angle(view));
        var (sourceX, sourceY) = (-beam.SourceDistance * sine, beam.SourceDistance * cosine);
        for (var channel = 0; channel < beam.Channels; channel++)
        {
            var at = beam.Position(channel);
            var (x, y) = (at * cosine - sourceX, at * sine - sourceY);
            var length = Math.Sqrt(x * x + y * y);
            var (alongX, alongY) = (x / length, y / length);
            var distance = sourceX * alongY - sourceY * alongX;
            var (nearestX, nearestY) = (distance * alongY, -distance * alongX);
            paths[channel] = Math.Abs(alongX) > Math.Abs(alongY)
                ? Along(slice, slice.Rows, distance, (nearestX, alongX), (nearestY, alongY))
                : Along(slice, slice.Columns, distance, (nearestY, alongY), (nearestX, alongX));
        }
    }

    /// <param name="slice">Passed through.</param>
    /// <param name="lines">Its pixels, the axis that the ray is steeper to fastest.</param>
    /// <param name="distance">mm between ray and axis.</param>
    /// <param name="main">That axis: the ray's point nearest to the middle, and its direction.</param>
    /// <param name="cross">The other axis.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector2 Along(SliceMap slice, Vector2[] lines, double distance, (double Nearest, double Direction) main, (double Nearest, double Direction) cross)
    {
        var squared = slice.Radius * slice.Radius - distance * distance;
        if (squared <= 0)
            return default;
        var (side, middle, reach) = (slice.Side, (slice.Side - 1) / 2.0, Math.Sqrt(squared) * Math.Abs(main.Direction));
        var first = (int)Math.Ceiling((main.Nearest - reach) / slice.Pixel + middle);
        var last = (int)Math.Floor((main.Nearest + reach) / slice.Pixel + middle);
        var slope = cross.Direction / main.Direction;
        var place = (cross.Nearest - slope * main.Nearest) / slice.Pixel + middle - slope * middle;
        var sum = Vector2.Zero;
        for (var i = first; i <= last; i++)
        {
            var at = place + slope * i;
            var line = (int)at;
            var near = lines[i + side * line];
            sum += near + (float)(at - line) * (lines[i + side * line + side] - near);
        }
        return (float)(slice.Pixel / Math.Abs(main.Direction)) * sum;
    }
}
