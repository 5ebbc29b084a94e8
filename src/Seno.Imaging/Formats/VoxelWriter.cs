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
            case VoxelType.UInt8: Convert<byte>(stream, values); break;
            case VoxelType.Int8: Convert<sbyte>(stream, values); break;
            case VoxelType.Int16: Convert<short>(stream, values); break;
            case VoxelType.UInt16: Convert<ushort>(stream, values); break;
            case VoxelType.Int32: Convert<int>(stream, values); break;
            case VoxelType.UInt32: Convert<uint>(stream, values); break;
            case VoxelType.Int64: Convert<long>(stream, values); break;
            case VoxelType.UInt64: Convert<ulong>(stream, values); break;
            case VoxelType.Float32: Copy(stream, values); break;
            case VoxelType.Float64: Convert<double>(stream, values); break;
        }
    }

    /// <summary>Bytes as they lie in memory.</summary>
    public static void Copy<T>(Stream stream, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        for (; !values.IsEmpty; values = values[Math.Min(ChunkVoxels, values.Length)..])
            stream.Write(MemoryMarshal.AsBytes(values[..Math.Min(ChunkVoxels, values.Length)]));
    }

    // as in VoxelReader: a program often writes one file
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Convert<T>(Stream stream, ReadOnlySpan<float> values)
        where T : unmanaged, INumber<T>
    {
        var buffer = new T[Math.Min(ChunkVoxels, values.Length)];
        for (; !values.IsEmpty; values = values[Math.Min(ChunkVoxels, values.Length)..])
        {
            var source = values[..Math.Min(ChunkVoxels, values.Length)];
            for (var i = 0; i < source.Length; i++)
                buffer[i] = T.CreateTruncating(source[i]);
            stream.Write(MemoryMarshal.AsBytes(buffer.AsSpan(0, source.Length)));
        }
    }
}
