using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Seno.Imaging.Formats;

/// <summary>Turns the bytes of a stream into intensities, piece by piece.</summary>
/// <param name="stream">Stands at the first voxel.</param>
/// <param name="type">How a voxel is stored.</param>
/// <param name="bigEndian">Byte order of the file.</param>
/// <param name="slope">Intensity per stored unit.</param>
/// <param name="intercept">Intensity of a stored 0.</param>
internal sealed class VoxelReader(Stream stream, VoxelType type, bool bigEndian, double slope = 1, double intercept = 0)
{
    private const int ChunkVoxels = 1 << 17;

    private readonly bool swap = bigEndian == BitConverter.IsLittleEndian;
    private readonly bool rescale = slope != 1 || intercept != 0;
    private byte[] buffer = [];

    /// <summary>Fills <paramref name="target"/> with the voxels that come next.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before.</exception>
    public void Read(Span<float> target)
    {
        for (; !target.IsEmpty; target = target[Math.Min(ChunkVoxels, target.Length)..])
            ReadChunk(target[..Math.Min(ChunkVoxels, target.Length)]);
    }

    private void ReadChunk(Span<float> target)
    {
        if (type == VoxelType.Float32)
        {
            var own = MemoryMarshal.AsBytes(target);
            stream.ReadExactly(own);
            Swap(own);
            Rescale(target);
            return;
        }
        var length = target.Length * type.Width();
        if (buffer.Length < length)
            buffer = new byte[length];
        var bytes = buffer.AsSpan(0, length);
        stream.ReadExactly(bytes);
        Swap(bytes);
        Convert(bytes, target);
    }

    private void Swap(Span<byte> bytes)
    {
        if (!swap)
            return;
        switch (type.Width())
        {
            case 2:
                var words = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 4:
                var doubleWords = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(doubleWords, doubleWords);
                break;
            case 8:
                var quadWords = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(quadWords, quadWords);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rescale(Span<float> values)
    {
        if (!rescale)
            return;
        foreach (ref var value in values)
            value = (float)(value * slope + intercept);
    }

    private void Convert(ReadOnlySpan<byte> bytes, Span<float> target)
    {
        switch (type)
        {
            case VoxelType.UInt8: Convert<byte>(bytes, target); break;
            case VoxelType.Int8: Convert<sbyte>(bytes, target); break;
            case VoxelType.Int16: Convert<short>(bytes, target); break;
            case VoxelType.UInt16: Convert<ushort>(bytes, target); break;
            case VoxelType.Int32: Convert<int>(bytes, target); break;
            case VoxelType.UInt32: Convert<uint>(bytes, target); break;
            case VoxelType.Int64: Convert<long>(bytes, target); break;
            case VoxelType.UInt64: Convert<ulong>(bytes, target); break;
            case VoxelType.Float64: Convert<double>(bytes, target); break;
        }
    }

    // a program often reads one file: waiting for the runtime to notice that this is hot costs more than the reading
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> target)
        where T : unmanaged, INumber<T>
    {
        var source = MemoryMarshal.Cast<byte, T>(bytes)[..target.Length];
        if (rescale)
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = (float)(double.CreateTruncating(source[i]) * slope + intercept);
        }
        else
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = float.CreateTruncating(source[i]);
        }
    }
}
