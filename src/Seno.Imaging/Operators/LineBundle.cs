using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Seno.Imaging.Operators;

/// <summary>Sixteen lines side by side: element i holds voxel i of each.</summary>
internal static class LineBundle
{
    public const int Lines = 16;

    /// <summary>The first sixteen values, or as many as there are and then zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ReadOnlySpan<float> values) =>
        values.Length >= Lines ? Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values)) : LoadFew(values);

    /// <summary>As many of the sixteen as there is room for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> values, Span<float> target)
    {
        if (target.Length >= Lines)
            values.StoreUnsafe(ref MemoryMarshal.GetReference(target));
        else
            StoreFew(values, target);
    }

    /// <summary>Up to sixteen rows of <paramref name="length"/> values, transposed; missing rows are zeros.</summary>
    public static void Gather(ReadOnlySpan<float> rows, int length, Span<Vector512<float>> bundle)
    {
        var target = MemoryMarshal.Cast<Vector512<float>, float>(bundle);
        var count = rows.Length / length;
        if (count < Lines)
            target.Clear();
        Transpose(rows, length, count, length, target, Lines);
    }

    /// <summary>The inverse of <see cref="Gather"/>.</summary>
    public static void Scatter(ReadOnlySpan<Vector512<float>> bundle, Span<float> rows, int length) =>
        Transpose(MemoryMarshal.Cast<Vector512<float>, float>(bundle), Lines, length, rows.Length / length, rows, length);

    private static Vector512<float> LoadFew(ReadOnlySpan<float> values)
    {
        Span<float> padded = stackalloc float[Lines];
        padded.Clear();
        values.CopyTo(padded);
        return Vector512.Create<float>(padded);
    }

    private static void StoreFew(Vector512<float> values, Span<float> target)
    {
        Span<float> padded = stackalloc float[Lines];
        values.CopyTo(padded);
        padded[..target.Length].CopyTo(target);
    }

    /// <summary>A matrix of <paramref name="rows"/> × <paramref name="columns"/> whose rows lie <paramref name="stride"/> apart.</summary>
    [MethodImpl(Hot.Loop)]
    private static void Transpose(ReadOnlySpan<float> source, int stride, int rows, int columns, Span<float> target, int targetStride)
    {
        var (blockRows, blockColumns) = Avx.IsSupported ? (rows & ~7, columns & ~7) : (0, 0);
        for (var row = 0; row < blockRows; row += 8)
        {
            for (var column = 0; column < blockColumns; column += 8)
                TransposeBlock(source[(row * stride + column)..], stride, target[(column * targetStride + row)..], targetStride);
        }
        for (var row = 0; row < rows; row++)
        {
            for (var column = row < blockRows ? blockColumns : 0; column < columns; column++)
                target[column * targetStride + row] = source[row * stride + column];
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void TransposeBlock(ReadOnlySpan<float> source, int stride, Span<float> target, int targetStride)
    {
        var (r0, r1, r2, r3) = Four(source, stride);
        var (r4, r5, r6, r7) = Four(source[(4 * stride)..], stride);
        var (a0, a1, a2, a3) = Quads(r0, r1, r2, r3);
        var (b0, b1, b2, b3) = Quads(r4, r5, r6, r7);
        Put(Avx.Permute2x128(a0, b0, 0x20), Avx.Permute2x128(a1, b1, 0x20), Avx.Permute2x128(a2, b2, 0x20), Avx.Permute2x128(a3, b3, 0x20), target, targetStride);
        Put(Avx.Permute2x128(a0, b0, 0x31), Avx.Permute2x128(a1, b1, 0x31), Avx.Permute2x128(a2, b2, 0x31), Avx.Permute2x128(a3, b3, 0x31), target[(4 * targetStride)..], targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> R0, Vector256<float> R1, Vector256<float> R2, Vector256<float> R3) Four(ReadOnlySpan<float> source, int stride) => (
        Vector256.Create(source), Vector256.Create(source[stride..]), Vector256.Create(source[(2 * stride)..]), Vector256.Create(source[(3 * stride)..]));

    /// <summary>Transposes the two 4 × 4 halves side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Q0, Vector256<float> Q1, Vector256<float> Q2, Vector256<float> Q3) Quads(Vector256<float> r0, Vector256<float> r1, Vector256<float> r2, Vector256<float> r3)
    {
        var (low01, high01) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (low23, high23) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        return (Avx.Shuffle(low01, low23, 0x44), Avx.Shuffle(low01, low23, 0xEE), Avx.Shuffle(high01, high23, 0x44), Avx.Shuffle(high01, high23, 0xEE));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, Span<float> target, int stride)
    {
        a.CopyTo(target);
        b.CopyTo(target[stride..]);
        c.CopyTo(target[(2 * stride)..]);
        d.CopyTo(target[(3 * stride)..]);
    }
}
