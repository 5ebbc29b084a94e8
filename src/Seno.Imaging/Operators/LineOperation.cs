using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>What a separable operator does to one line of voxels; written as for one line of numbers, done to sixteen neighbouring lines at once.</summary>
internal abstract class LineOperation
{
    /// <value>Elements of working memory that <see cref="Run"/> needs.</value>
    public virtual int Scratch => 0;

    public abstract void Run(ReadOnlySpan<Vector512<float>> line, Span<Vector512<float>> result, Span<Vector512<float>> scratch);
}
