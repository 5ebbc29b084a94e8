using System.Buffers.Binary;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>DICOM's run-length compression: byte planes, each packed like TIFF's PackBits (PS3.5 annex G).</summary>
internal static class RunLength
{
    private const int HeaderLength = 64;

    /// <param name="source">One frame as stored.</param>
    /// <param name="pixels">Pixels per plane.</param>
    /// <param name="samples">Samples per pixel.</param>
    /// <param name="width">Bytes per sample.</param>
    /// <param name="path">For messages.</param>
    /// <returns>Little-endian samples, those of a pixel side by side.</returns>
    /// <exception cref="DataException">Damaged, or of another size.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> source, int pixels, int samples, int width, string path)
    {
        var segments = source.Length < HeaderLength ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(source);
        if (segments != samples * width)
            throw Damaged(path);
        var target = new byte[pixels * samples * width];
        for (var segment = 0; segment < segments; segment++)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(source[(4 + 4 * segment)..]);
            var end = segment + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(source[(8 + 4 * segment)..]) : (uint)source.Length;
            if (start < HeaderLength || start > end || end > source.Length)
                throw Damaged(path);
            // the most significant byte of each sample comes first
            var offset = segment / width * width + (width - 1 - segment % width);
            if (!Unpack(source[(int)start..(int)end], target, offset, samples * width))
                throw Damaged(path);
        }
        return target;
    }

    /// <returns>Whether the segment filled its plane; what may follow is padding.</returns>
    private static bool Unpack(ReadOnlySpan<byte> source, Span<byte> target, int offset, int stride)
    {
        var at = 0;
        var to = offset;
        while (to < target.Length && at < source.Length)
        {
            var control = (sbyte)source[at++];
            if (control == sbyte.MinValue)
                continue;
            var literal = control >= 0;
            var count = literal ? control + 1 : 1 - control;
            if (at + (literal ? count : 1) > source.Length)
                return false;
            for (var i = 0; i < count && to < target.Length; i++, to += stride)
                target[to] = source[literal ? at + i : at];
            at += literal ? count : 1;
        }
        return to >= target.Length;
    }

    private static DataException Damaged(string path) => new(path, "has damaged run-length pixel data", "Copy or export the file again");
}
