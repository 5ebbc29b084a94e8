using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>A line correlated with an even or odd kernel.</summary>
/// <param name="half">Weights of the centre and of the voxels after it.</param>
/// <param name="odd">The voxels before it have the opposite weights rather than the same.</param>
/// <param name="length">Voxels of the line.</param>
internal sealed class Convolution(float[] half, bool odd, int length, Edge edge) : LineOperation
{
    private int Radius => half.Length - 1;

    public override int Scratch => length + 2 * Radius;

    [MethodImpl(Hot.Loop)]
    public override void Run(ReadOnlySpan<Vector512<float>> line, Span<Vector512<float>> result, Span<Vector512<float>> scratch)
    {
        var extended = scratch[..Scratch];
        edge.Extend(line, Radius, extended);
        for (var i = 0; i < result.Length; i++)
            result[i] = odd ? Difference(extended.Slice(i, 2 * Radius + 1)) : Sum(extended.Slice(i, 2 * Radius + 1));
    }

    private Vector512<float> Sum(ReadOnlySpan<Vector512<float>> window)
    {
        var weights = half;
        var centre = window.Length / 2;
        var sum = window[centre] * weights[0];
        for (var j = 1; j < weights.Length; j++)
            sum = Vector512.FusedMultiplyAdd(window[centre - j] + window[centre + j], Vector512.Create(weights[j]), sum);
        return sum;
    }

    private Vector512<float> Difference(ReadOnlySpan<Vector512<float>> window)
    {
        var weights = half;
        var centre = window.Length / 2;
        var sum = Vector512<float>.Zero;
        for (var j = 1; j < weights.Length; j++)
            sum = Vector512.FusedMultiplyAdd(window[centre + j] - window[centre - j], Vector512.Create(weights[j]), sum);
        return sum;
    }
}
