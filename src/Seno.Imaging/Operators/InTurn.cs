using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>Two operations on a line, one after the other.</summary>
/// <param name="length">Voxels of the line after the first of them.</param>
internal sealed class InTurn(LineOperation earlier, LineOperation later, int length) : LineOperation
{
    public override int Scratch => length + Math.Max(earlier.Scratch, later.Scratch);

    public override void Run(ReadOnlySpan<Vector512<float>> line, Span<Vector512<float>> result, Span<Vector512<float>> scratch)
    {
        var between = scratch[..length];
        earlier.Run(line, between, scratch[length..]);
        later.Run(between, result, scratch[length..]);
    }
}
