using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>One operation per axis: along x and y plane by plane while a plane is in the cache, then along z.</summary>
internal static class Separable
{
    /// <summary>Bundles taken along together across planes: 256 neighbouring bytes of each, for the sake of the memory's pages.</summary>
    private const int Group = 4;

    /// <param name="operations">Along x, y and z; null leaves an axis as it is, and its length must then stay.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>New values. At most one working copy exists beside it, and only where the number of planes changes.</returns>
    public static float[] Apply(float[] source, Size3 from, Size3 to, IReadOnlyList<LineOperation?> operations, int threads)
    {
        var area = checked(to.X * to.Y);
        var planes = GC.AllocateUninitializedArray<float>(checked(area * from.Z));
        Pieces.ForEach(from.Z, threads, () => new PlaneMemory(from, to, operations), (z, memory) =>
            Plane(source.AsSpan(z * from.X * from.Y, from.X * from.Y), from.X, from.Y, planes.AsSpan(z * area, area), to.X, to.Y, operations, memory));
        if (operations[2] is not { } throughPlanes)
            return planes;
        var result = to.Z == from.Z ? planes : GC.AllocateUninitializedArray<float>(checked(area * to.Z));
        var step = Group * LineBundle.Lines;
        Pieces.ForEach((area + step - 1) / step, threads, () => new BundleMemory(from.Z, to.Z, throughPlanes.Scratch), (group, memory) =>
            Across(planes, result, group * step, area, throughPlanes, memory));
        return result;
    }

    public static void Plane(ReadOnlySpan<float> source, int width, int height, Span<float> target, int newWidth, int newHeight, IReadOnlyList<LineOperation?> operations) =>
        Plane(source, width, height, target, newWidth, newHeight, operations, new PlaneMemory(new(width, height, 1), new(newWidth, newHeight, 1), operations));

    private static void Plane(ReadOnlySpan<float> source, int width, int height, Span<float> target, int newWidth, int newHeight, IReadOnlyList<LineOperation?> operations, PlaneMemory memory)
    {
        var (x, y) = (operations[0], operations[1]);
        if (x is null && y is null)
            source.CopyTo(target);
        else if (y is null)
            Along(source, width, height, target, newWidth, x!, memory.X);
        else if (x is null)
            Across(source, target, 0, newWidth, y, memory.Y);
        else
        {
            Along(source, width, height, memory.Between, newWidth, x, memory.X);
            Across(memory.Between, target, 0, newWidth, y, memory.Y);
        }
    }

    /// <summary>Along rows, sixteen of them a bundle.</summary>
    private static void Along(ReadOnlySpan<float> source, int length, int rows, Span<float> target, int newLength, LineOperation operation, BundleMemory memory)
    {
        for (var row = 0; row < rows; row += LineBundle.Lines)
        {
            var count = Math.Min(LineBundle.Lines, rows - row);
            LineBundle.Gather(source.Slice(row * length, count * length), length, memory.Line(0));
            operation.Run(memory.Line(0), memory.Result(0), memory.Scratch);
            LineBundle.Scatter(memory.Result(0), target.Slice(row * newLength, count * newLength), newLength);
        }
    }

    /// <summary>Across rows of <paramref name="stride"/> values. From <paramref name="first"/>: one group; within a plane: all of them.</summary>
    private static void Across(ReadOnlySpan<float> source, Span<float> target, int first, int stride, LineOperation operation, BundleMemory memory)
    {
        var end = memory.WholeRows ? stride : Math.Min(stride, first + Group * LineBundle.Lines);
        for (; first < end; first += Group * LineBundle.Lines)
        {
            var lanes = Math.Min(Group * LineBundle.Lines, end - first);
            var bundles = (lanes + LineBundle.Lines - 1) / LineBundle.Lines;
            memory.Read(source, first, stride, lanes);
            for (var bundle = 0; bundle < bundles; bundle++)
                operation.Run(memory.Line(bundle), memory.Result(bundle), memory.Scratch);
            memory.Write(target, first, stride, lanes);
        }
    }

    private sealed class PlaneMemory(Size3 from, Size3 to, IReadOnlyList<LineOperation?> operations)
    {
        public float[] Between { get; } = operations[0] is null || operations[1] is null ? [] : new float[checked(to.X * from.Y)];

        public BundleMemory X { get; } = new(from.X, to.X, operations[0]?.Scratch ?? 0);

        public BundleMemory Y { get; } = new(from.Y, to.Y, operations[1]?.Scratch ?? 0) { WholeRows = true };
    }

    /// <summary>The lines of up to four bundles before and after an operation.</summary>
    private sealed class BundleMemory(int length, int newLength, int scratch)
    {
        private readonly Vector512<float>[] lines = new Vector512<float>[Group * length];
        private readonly Vector512<float>[] results = new Vector512<float>[Group * newLength];
        private readonly Vector512<float>[] own = new Vector512<float>[scratch];

        public bool WholeRows { get; init; }

        public Span<Vector512<float>> Scratch => own;

        public Span<Vector512<float>> Line(int bundle) => lines.AsSpan(bundle * length, length);

        public Span<Vector512<float>> Result(int bundle) => results.AsSpan(bundle * newLength, newLength);

        [MethodImpl(Hot.Loop)]
        public void Read(ReadOnlySpan<float> source, int first, int stride, int lanes)
        {
            for (var i = 0; i < length; i++)
            {
                var row = source.Slice(first + i * stride, lanes);
                for (var bundle = 0; row.Length > 0; bundle++)
                {
                    lines[bundle * length + i] = LineBundle.Load(row);
                    row = row[Math.Min(LineBundle.Lines, row.Length)..];
                }
            }
        }

        [MethodImpl(Hot.Loop)]
        public void Write(Span<float> target, int first, int stride, int lanes)
        {
            for (var i = 0; i < newLength; i++)
            {
                var row = target.Slice(first + i * stride, lanes);
                for (var bundle = 0; row.Length > 0; bundle++)
                {
                    LineBundle.Store(results[bundle * newLength + i], row);
                    row = row[Math.Min(LineBundle.Lines, row.Length)..];
                }
            }
        }
    }
}
