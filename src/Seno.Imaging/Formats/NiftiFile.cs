using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>NIfTI-1 single files, .nii and .nii.gz.</summary>
/// <remarks>
/// The sform is preferred to the qform, and either to bare spacings, as in nibabel. RAS+ becomes LPS+ on the way in and back on the way out.
/// Spacing is unknown where the header states no unit, neither form, and no spacing but 0 or 1: that is how images in px are written here.
/// </remarks>
public static class NiftiFile
{
    /// <summary>Deflate cannot shrink by more than this factor (zlib's technical notes).</summary>
    private const long LargestDeflateRatio = 1032;

    private const int ChunkBytes = 1 << 20;

    /// <summary>Intensities, rescaled by the header's slope and intercept.</summary>
    /// <exception cref="DataException">Missing, truncated, hostile, 4-D, sheared, NIfTI-2 or a pair.</exception>
    public static Volume<float> Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            var compressed = IsGzip(file);
            using Stream stream = compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
            var header = ReadHeader(stream, path);
            RequireRoom(header, file.Length, compressed, path);
            var voxels = new float[header.Geometry.Size.Voxels];
            Skip(stream, header.DataOffset - NiftiHeader.Length);
            ReadVoxels(stream, header, voxels);
            // one step past the voxels lets gzip compare its checksum
            if (compressed)
                stream.ReadByte();
            return new(header.Geometry, voxels);
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException)
        {
            throw new DataException(path, "is truncated or damaged", "Export or copy it again", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, "cannot be read", "Check the path and its permissions", failure);
        }
    }

    /// <summary>Writes float32, compressed when the name ends in .gz.</summary>
    public static void Write(string path, Volume<float> image) => Write(path, image, NiftiDataType.Float32);

    /// <summary>Writes uint8, compressed when the name ends in .gz.</summary>
    public static void Write(string path, Volume<byte> labels) => Write(path, labels, NiftiDataType.UInt8);

    private static void Write<T>(string path, Volume<T> volume, NiftiDataType type)
        where T : unmanaged
    {
        if (Math.Max(volume.Size.X, Math.Max(volume.Size.Y, volume.Size.Z)) > short.MaxValue)
            throw new DataException(path, $"cannot hold {volume.Size} voxels: NIfTI-1 ends at {short.MaxValue} per axis", "Crop or resample the image");
        AtomicFile.Write(path, stream =>
        {
            if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
                WriteAll(gzip, volume, type);
            }
            else
            {
                WriteAll(stream, volume, type);
            }
        });
    }

    private static void WriteAll<T>(Stream stream, Volume<T> volume, NiftiDataType type)
        where T : unmanaged
    {
        stream.Write(NiftiHeaderWriter.Header(volume.Geometry, type));
        for (var start = 0; start < volume.Array.Length; start += ChunkBytes)
            stream.Write(MemoryMarshal.AsBytes(volume.Span.Slice(start, Math.Min(ChunkBytes, volume.Array.Length - start))));
    }

    private static bool IsGzip(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        var read = file.ReadAtLeast(start, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start[0] == 0x1F && start[1] == 0x8B;
    }

    private static NiftiHeader ReadHeader(Stream stream, string path)
    {
        Span<byte> bytes = stackalloc byte[NiftiHeader.Length];
        stream.ReadExactly(bytes);
        return NiftiHeader.Parse(bytes, path);
    }

    /// <summary>Nothing is allocated for a header that claims more than its file can hold.</summary>
    private static void RequireRoom(NiftiHeader header, long fileLength, bool compressed, string path)
    {
        var claimed = header.DataOffset + header.DataBytes;
        var possible = compressed ? fileLength * LargestDeflateRatio : fileLength;
        if (claimed > possible || claimed < 0)
            throw new DataException(path, $"has a header that claims {claimed} bytes where the file holds at most {possible}", "The file is truncated or damaged: export or copy it again");
    }

    private static void Skip(Stream stream, long bytes)
    {
        var buffer = new byte[Math.Min(bytes, 1 << 16)];
        for (; bytes > 0; bytes -= Math.Min(bytes, buffer.Length))
            stream.ReadExactly(buffer.AsSpan(0, (int)Math.Min(bytes, buffer.Length)));
    }

    private static void ReadVoxels(Stream stream, NiftiHeader header, float[] voxels)
    {
        var width = NiftiHeader.BytesPerVoxel(header.DataType);
        var swap = header.BigEndian == BitConverter.IsLittleEndian;
        var buffer = new byte[Math.Min(ChunkBytes, header.DataBytes)];
        var perChunk = buffer.Length / width;
        for (var start = 0; start < voxels.Length; start += perChunk)
        {
            var target = voxels.AsSpan(start, Math.Min(perChunk, voxels.Length - start));
            var bytes = buffer.AsSpan(0, target.Length * width);
            stream.ReadExactly(bytes);
            if (swap)
                ReverseBytes(bytes, width);
            Convert(bytes, header, target);
        }
    }

    private static void ReverseBytes(Span<byte> bytes, int width)
    {
        switch (width)
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

    private static void Convert(ReadOnlySpan<byte> bytes, NiftiHeader header, Span<float> target)
    {
        switch (header.DataType)
        {
            case NiftiDataType.UInt8: Convert<byte>(bytes, header, target); break;
            case NiftiDataType.Int8: Convert<sbyte>(bytes, header, target); break;
            case NiftiDataType.Int16: Convert<short>(bytes, header, target); break;
            case NiftiDataType.UInt16: Convert<ushort>(bytes, header, target); break;
            case NiftiDataType.Int32: Convert<int>(bytes, header, target); break;
            case NiftiDataType.UInt32: Convert<uint>(bytes, header, target); break;
            case NiftiDataType.Int64: Convert<long>(bytes, header, target); break;
            case NiftiDataType.UInt64: Convert<ulong>(bytes, header, target); break;
            case NiftiDataType.Float32: Convert<float>(bytes, header, target); break;
            case NiftiDataType.Float64: Convert<double>(bytes, header, target); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, NiftiHeader header, Span<float> target)
        where T : unmanaged, INumber<T>
    {
        var source = MemoryMarshal.Cast<byte, T>(bytes)[..target.Length];
        if (header.Rescaled)
        {
            var (slope, intercept) = (header.Slope, header.Intercept);
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
