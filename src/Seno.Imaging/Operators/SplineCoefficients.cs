using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>The cubic B-spline's coefficients of a line that is mirrored about its end voxels' centres, as in scipy.ndimage's spline_filter.</summary>
internal sealed class SplineCoefficients(int length) : LineOperation
{
    public override int Scratch => length + 2 * CubicSpline.Margin;

    public override void Run(ReadOnlySpan<Vector512<float>> line, Span<Vector512<float>> result, Span<Vector512<float>> scratch)
    {
        var extended = scratch[..Scratch];
        Edge.Reflect.Extend(line, CubicSpline.Margin, extended);
        CubicSpline.Prefilter(extended);
        extended.Slice(CubicSpline.Margin, length).CopyTo(result);
    }
}
