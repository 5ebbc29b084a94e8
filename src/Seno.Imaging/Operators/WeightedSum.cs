using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>Each voxel of the new line from its own few voxels of the old.</summary>
internal sealed class WeightedSum(ResampleWeights weights) : LineOperation
{
    [MethodImpl(Hot.Loop)]
    public override void Run(ReadOnlySpan<Vector512<float>> line, Span<Vector512<float>> result, Span<Vector512<float>> scratch)
    {
        for (var o = 0; o < result.Length; o++)
            result[o] = Sum(line, weights.Indices(o), weights.Weights(o));
    }

    private static Vector512<float> Sum(ReadOnlySpan<Vector512<float>> line, ReadOnlySpan<int> indices, ReadOnlySpan<float> factors)
    {
        var sum = Vector512<float>.Zero;
        for (var tap = 0; tap < indices.Length; tap++)
        {
            // An unused tap must not bring in a NaN.
            if (factors[tap] != 0)
                sum += factors[tap] * line[indices[tap]];
        }
        return sum;
    }
}
