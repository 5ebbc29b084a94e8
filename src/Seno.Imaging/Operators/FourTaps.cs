using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>The voxels around a place on an axis, and their shares in the value there.</summary>
internal static class FourTaps
{
    /// <param name="place">In voxels; one before the first or after the last centre counts as that centre.</param>
    /// <param name="length">Voxels of the axis.</param>
    /// <param name="stride">Between neighbours along the axis.</param>
    /// <param name="interpolation">Linear, cubic or spline; of the last the taps are coefficients, mirrored about the edge voxels, else beyond the edge the edge voxel repeats.</param>
    /// <param name="taps">Four places in memory.</param>
    /// <param name="shares">Theirs; 0 for a tap that is not needed.</param>
    [MethodImpl(Hot.Loop)]
    public static void Find(double place, int length, int stride, Interpolation interpolation, Span<int> taps, Span<float> shares)
    {
        place = Math.Min(Math.Max(place, 0), length - 1);
        var whole = (int)place;
        var t = place - whole;
        var s = 1 - t;
        var edge = interpolation == Interpolation.CubicSpline ? Edge.Reflect : Edge.Repeat;
        var inner = whole >= 1 && whole + 2 < length;
        for (var tap = 0; tap < 4; tap++)
            taps[tap] = stride * (inner ? whole - 1 + tap : edge.Inside(whole - 1 + tap, length));
        if (length == 1)
            Set(shares, 0, 1, 0, 0);
        else if (interpolation == Interpolation.Linear)
            Set(shares, 0, s, t, 0);
        else if (interpolation == Interpolation.CubicSpline)
            Set(shares, s * s * s / 6, (t * t * (t - 2) * 3 + 4) / 6, (s * s * (s - 2) * 3 + 4) / 6, t * t * t / 6);
        else
            Set(shares, -0.5 * t * s * s, (1.5 * t - 2.5) * t * t + 1, (1.5 * s - 2.5) * s * s + 1, -0.5 * s * t * t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(Span<float> shares, double a, double b, double c, double d) => (shares[0], shares[1], shares[2], shares[3]) = ((float)a, (float)b, (float)c, (float)d);
}
