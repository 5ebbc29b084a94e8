using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>A line through whose voxels a cubic B-spline is laid, sampled at other places.</summary>
/// <remarks>
/// Recursive prefilter (Unser, Aldroubi and Eden, IEEE Trans. Signal Process. 41, 1993), then four coefficients per sample. The edge
/// voxel repeats, for which the line is made longer by twelve voxels at either end, as in scipy.ndimage with mode='nearest': there the
/// filter has forgotten its start to 1e-7.
/// </remarks>
internal sealed class CubicSpline : LineOperation
{
    public const int Margin = 12;
    private const float Pole = -0.26794919243112270647f;
    private const float Gain = (1 - Pole) * (1 - 1 / Pole);

    private readonly int length;
    private readonly int[] first;
    private readonly float[] weights;

    /// <summary>Half-pixel convention: new voxel o lies at (o + 1/2) · old/new − 1/2 of the old line.</summary>
    public CubicSpline(int length, int newLength)
    {
        this.length = length;
        (first, weights) = (new int[newLength], new float[4 * newLength]);
        for (var o = 0; o < newLength; o++)
        {
            var place = (o + 0.5) * length / newLength - 0.5;
            first[o] = (int)Math.Floor(place) - 1;
            for (var tap = 0; tap < 4; tap++)
                weights[4 * o + tap] = (float)Basis(place - (first[o] + tap));
        }
    }

    public override int Scratch => length + 2 * Margin;

    [MethodImpl(Hot.Loop)]
    public override void Run(ReadOnlySpan<Vector512<float>> line, Span<Vector512<float>> result, Span<Vector512<float>> scratch)
    {
        var coefficients = scratch[..Scratch];
        Edge.Repeat.Extend(line, Margin, coefficients);
        Prefilter(coefficients);
        for (var o = 0; o < result.Length; o++)
        {
            var c = coefficients.Slice(first[o] + Margin, 4);
            var w = weights.AsSpan(4 * o, 4);
            result[o] = c[0] * w[0] + c[1] * w[1] + (c[2] * w[2] + c[3] * w[3]);
        }
    }

    /// <summary>From samples to coefficients, in place. Both ends are flat there, which is what the recursions are started from.</summary>
    [MethodImpl(Hot.Loop)]
    public static void Prefilter(Span<Vector512<float>> line)
    {
        var pole = Vector512.Create(Pole);
        line[0] *= Gain / (1 - Pole);
        for (var i = 1; i < line.Length; i++)
            line[i] = Vector512.FusedMultiplyAdd(pole, line[i - 1], line[i] * Gain);
        line[^1] *= -Pole / (1 - Pole);
        for (var i = line.Length - 2; i >= 0; i--)
            line[i] = pole * (line[i + 1] - line[i]);
    }

    private static double Basis(double distance)
    {
        var t = Math.Abs(distance);
        return t switch
        {
            < 1 => (t * t * (t - 2) * 3 + 4) / 6,
            < 2 => (2 - t) * (2 - t) * (2 - t) / 6,
            _ => 0,
        };
    }
}
