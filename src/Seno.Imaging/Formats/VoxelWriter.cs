using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Seno.Imaging.Formats;

/// <summary>Writes intensities in another number type, little-endian, piece by piece.</summary>
internal static class VoxelWriter
{
    private const int ChunkVoxels = 1 << 17;

    /// <param name="stream">The target.</param>
    /// <param name="values">For a whole-number type: whole numbers it holds.</param>
    /// <param name="type">How a voxel is stored.</param>
    public static void Write(Stream stream, ReadOnlySpan<float> values, VoxelType type)
    {
        switch (type)
        {
            // of whole numbers the low bits are the same, signed or not
            case VoxelType.UInt8 or VoxelType.Int8: Convert<sbyte>(stream, values, ToBytes); break;
            case VoxelType.Int16 or VoxelType.UInt16: Convert<short>(stream, values, ToWords); break;
            case VoxelType.Int32: Convert<int>(stream, values, ToDoubleWords); break;
            case VoxelType.UInt32: Convert<uint>(stream, values, Cast); break;
            case VoxelType.Int64: Convert<long>(stream, values, Cast); break;
            case VoxelType.UInt64: Convert<ulong>(stream, values, Cast); break;
            case VoxelType.Float32: Copy(stream, values); break;
            case VoxelType.Float64: Convert<double>(stream, values, Cast); break;
        }
    }

    /// <summary>Bytes as they lie in memory.</summary>
    public static void Copy<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        for (; !values.IsEmpty; values = values[Math.Min(ChunkVoxels, values.Length)..])
            stream.Write(MemoryMarshal.AsBytes(values[..Math.Min(ChunkVoxels, values.Length)]));
    }

    private static void Convert<T>(Stream stream, ReadOnlySpan<float> values, Conversion<T> conversion)
        where T : unmanaged
    {
        var buffer = new T[Math.Min(ChunkVoxels, values.Length)];
        for (; !values.IsEmpty; values = values[Math.Min(ChunkVoxels, values.Length)..])
        {
            var source = values[..Math.Min(ChunkVoxels, values.Length)];
            conversion(source, buffer);
            stream.Write(MemoryMarshal.AsBytes(buffer.AsSpan(0, source.Length)));
        }
    }

    private delegate void Conversion<T>(ReadOnlySpan<float> source, Span<T> target);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToBytes(ReadOnlySpan<float> source, Span<sbyte> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<sbyte>.Count; i += Vector<sbyte>.Count)
            Vector.Narrow(Words(source[i..]), Words(source[(i + Vector<short>.Count)..])).CopyTo(target[i..]);
        for (; i < source.Length; i++)
            target[i] = (sbyte)(int)source[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToWords(ReadOnlySpan<float> source, Span<short> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<short>.Count; i += Vector<short>.Count)
            Words(source[i..]).CopyTo(target[i..]);
        for (; i < source.Length; i++)
            target[i] = (short)(int)source[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToDoubleWords(ReadOnlySpan<float> source, Span<int> target)
    {
        var i = 0;
        for (; i <= source.Length - Vector<int>.Count; i += Vector<int>.Count)
            Vector.ConvertToInt32Native(new Vector<float>(source[i..])).CopyTo(target[i..]);
        for (; i < source.Length; i++)
            target[i] = (int)source[i];
    }

    private static Vector<short> Words(ReadOnlySpan<float> source) =>
        Vector.Narrow(Vector.ConvertToInt32Native(new Vector<float>(source)), Vector.ConvertToInt32Native(new Vector<float>(source[Vector<float>.Count..])));

    // as in VoxelReader: a program often writes one file
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Cast<T>(ReadOnlySpan<float> source, Span<T> target)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = T.CreateTruncating(source[i]);
    }
}
