using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Values along rows of places that step evenly through an image in any direction.</summary>
internal static class RowSampling
{
    /// <summary>What may be beyond an outer face and still count as on it, in voxels: rounding.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>For each row of the target: its number, the source index of its first voxel, and which of its voxels lie within the source.</summary>
    public static void ForRows(Size3 target, Size3 source, Affine way, int threads, Action<int, Vector3, int, int> row) =>
        Pieces.ForEach(checked(target.Y * target.Z), threads, i =>
        {
            var start = way.Translation + i % target.Y * way.Y + i / target.Y * way.Z;
            var (first, end) = (0, target.X);
            for (var axis = 0; axis < 3; axis++)
                (first, end) = Narrow(first, end, start[axis], way.X[axis], source[axis]);
            row(i, start, first, Math.Max(first, end));
        });

    private static (int First, int End) Narrow(int first, int end, double start, double step, int length)
    {
        bool Inside(int x) => start + x * step >= -0.5 - Tolerance && start + x * step < length - 0.5 + Tolerance;
        if (Math.Abs(step) > 1e-12)
        {
            var (a, b) = ((-0.5 - start) / step, (length - 0.5 - start) / step);
            first = (int)Math.Clamp(Math.Floor(Math.Min(a, b)) - 1, first, Math.Max(first, end));
            end = (int)Math.Clamp(Math.Ceiling(Math.Max(a, b)) + 2, first, Math.Max(first, end));
        }
        while (first < end && !Inside(first))
            first++;
        while (first < end && !Inside(end - 1))
            end--;
        return (first, end);
    }

    [MethodImpl(Hot.Loop)]
    public static void Nearest<T>(T[] source, Size3 size, Vector3 start, Vector3 step, Span<T> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var x = Whole(start.X + i * step.X + 0.5, size.X);
            var y = Whole(start.Y + i * step.Y + 0.5, size.Y);
            var z = Whole(start.Z + i * step.Z + 0.5, size.Z);
            target[i] = source[x + size.X * (y + size.Y * z)];
        }
    }

    /// <returns>The whole part, no more than the last voxel; what lies below the first one counts as it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Whole(double place, int length) => Math.Min((int)Math.Max(place, 0), length - 1);

    [MethodImpl(Hot.Loop)]
    public static void Linear(float[] source, Size3 size, Vector3 start, Vector3 step, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var (x, nextX, inX) = Between(start.X + i * step.X, size.X, 1);
            var (y, nextY, inY) = Between(start.Y + i * step.Y, size.Y, size.X);
            var (z, nextZ, inZ) = Between(start.Z + i * step.Z, size.Z, size.X * size.Y);
            var at = x + y + z;
            var near = Mix(Mix(source[at], source[at + nextX], inX), Mix(source[at + nextY], source[at + nextY + nextX], inX), inY);
            if (nextZ != 0)
            {
                at += nextZ;
                near = Mix(near, Mix(Mix(source[at], source[at + nextX], inX), Mix(source[at + nextY], source[at + nextY + nextX], inX), inY), inZ);
            }
            target[i] = near;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Mix(float a, float b, float share) => a + (b - a) * share;

    /// <returns>The voxel before a place along an axis, the step to the one after it (0 where that has no share), and the latter's share.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int At, int Step, float Share) Between(double place, int length, int stride)
    {
        place = Math.Min(Math.Max(place, 0), length - 1);
        var whole = (int)place;
        var share = (float)(place - whole);
        return (whole * stride, share > 0 ? stride : 0, share);
    }

    [MethodImpl(Hot.Loop)]
    public static void Cubic(float[] source, Size3 size, Vector3 start, Vector3 step, Span<float> target, Interpolation interpolation)
    {
        Span<int> taps = stackalloc int[12];
        Span<float> shares = stackalloc float[12];
        for (var i = 0; i < target.Length; i++)
        {
            FourTaps.Find(start.X + i * step.X, size.X, 1, interpolation, taps[..4], shares[..4]);
            FourTaps.Find(start.Y + i * step.Y, size.Y, size.X, interpolation, taps[4..8], shares[4..8]);
            FourTaps.Find(start.Z + i * step.Z, size.Z, size.X * size.Y, interpolation, taps[8..], shares[8..]);
            var sum = 0f;
            for (var z = 8; z < 12; z++)
            {
                if (shares[z] == 0)
                    continue;
                var plane = 0f;
                for (var y = 4; y < 8; y++)
                {
                    if (shares[y] == 0)
                        continue;
                    var at = taps[y] + taps[z];
                    plane += shares[y] * Row(source, at, taps, shares);
                }
                sum += shares[z] * plane;
            }
            target[i] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Row(float[] source, int at, ReadOnlySpan<int> taps, ReadOnlySpan<float> shares)
    {
        var row = 0f;
        for (var x = 0; x < 4; x++)
        {
            // An unused tap must not bring in a NaN.
            if (shares[x] != 0)
                row += shares[x] * source[at + taps[x]];
        }
        return row;
    }

    [MethodImpl(Hot.Loop)]
    public static void MostProbable(byte[] labels, Size3 size, Vector3 start, Vector3 step, Span<byte> target)
    {
        Span<byte> corners = stackalloc byte[8];
        Span<float> shares = stackalloc float[8];
        for (var i = 0; i < target.Length; i++)
        {
            var (x, nextX, inX) = Between(start.X + i * step.X, size.X, 1);
            var (y, nextY, inY) = Between(start.Y + i * step.Y, size.Y, size.X);
            var (z, nextZ, inZ) = Between(start.Z + i * step.Z, size.Z, size.X * size.Y);
            var at = x + y + z;
            var (beside, below) = (at + nextY, at + nextZ);
            var first = labels[at];
            var others = (first ^ labels[at + nextX]) | (first ^ labels[beside]) | (first ^ labels[beside + nextX])
                | (first ^ labels[below]) | (first ^ labels[below + nextX]) | (first ^ labels[below + nextY]) | (first ^ labels[below + nextY + nextX]);
            if (others == 0)
            {
                target[i] = first;
                continue;
            }
            for (var corner = 0; corner < 8; corner++)
                corners[corner] = labels[at + (nextX & -(corner & 1)) + (nextY & -(corner >> 1 & 1)) + (nextZ & -(corner >> 2))];
            for (var corner = 0; corner < 8; corner++)
                shares[corner] = ((corner & 1) != 0 ? inX : 1 - inX) * ((corner & 2) != 0 ? inY : 1 - inY) * ((corner & 4) != 0 ? inZ : 1 - inZ);
            target[i] = Heaviest(corners, shares);
        }
    }

    [MethodImpl(Hot.Loop)]
    private static byte Heaviest(ReadOnlySpan<byte> labels, ReadOnlySpan<float> shares)
    {
        var (best, most) = ((byte)0, -1f);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[..i].Contains(labels[i]))
                continue;
            var share = 0f;
            for (var j = 0; j < labels.Length; j++)
                share += labels[j] == labels[i] ? shares[j] : 0;
            // Shares that are equal on paper differ in their last bits.
            if (share > most + 1e-5f || (share > most - 1e-5f && labels[i] > best))
                (best, most) = (labels[i], share);
        }
        return best;
    }
}
