using System.Buffers.Binary;
using System.IO.Hashing;
using Seno.Core;

namespace Seno.Imaging.Formats.Raster;

/// <summary>What of a PNG file (W3C, third edition) libvips does not say: its palette's indices, and whether it moves.</summary>
/// <param name="ColourType">Of IHDR.</param>
/// <param name="Bits">Of a sample.</param>
/// <param name="Frames">1, or those of an animation.</param>
internal sealed record PngChunks(int ColourType, int Bits, long Frames)
{
    private const int SignatureLength = 8;
    private const int HeaderLength = 13;
    private const int Greyscale = 0;
    private const int Indexed = 3;
    private const int MostChunks = 1 << 20;

    public bool Palette => ColourType == Indexed;

    /// <exception cref="EndOfStreamException">It ends inside its header.</exception>
    public static PngChunks Read(string path)
    {
        using var file = RegularFile.Open(path);
        var found = new PngChunks(0, 8, 1);
        foreach (var (name, at, length) in Chunks(file))
        {
            var bytes = new byte[Math.Min(length, HeaderLength)];
            file.Position = at;
            file.ReadExactly(bytes);
            if (name == "IHDR" && bytes.Length == HeaderLength)
                found = found with { Bits = bytes[8], ColourType = bytes[9] };
            else if (name == "acTL" && bytes.Length >= 4)
                found = found with { Frames = BinaryPrimitives.ReadUInt32BigEndian(bytes) };
            else if (name == "IDAT")
                break;
        }
        return found;
    }

    /// <returns>The same pixels as a greyscale PNG: its palette and transparency are left out, so that a decoder gives the
    /// indices.</returns>
    /// <exception cref="DataException">The file is larger than memory can hold.</exception>
    public static byte[] AsIndices(string path)
    {
        using var file = RegularFile.Open(path);
        if (file.Length > Array.MaxLength / 2)
            throw new DataException(path, "is too large for a label map in a palette", "Save it as .nii.gz");
        using var grey = new MemoryStream((int)file.Length);
        var buffer = new byte[SignatureLength];
        file.ReadExactly(buffer);
        grey.Write(buffer);
        foreach (var (name, at, length) in Chunks(file).Where(chunk => chunk.Name is "IHDR" or "IDAT" or "IEND" or "eXIf"))
        {
            var chunk = new byte[8 + length + 4];
            file.Position = at - 8;
            file.ReadExactly(chunk);
            if (name == "IHDR")
            {
                chunk[8 + 9] = Greyscale;
                BinaryPrimitives.WriteUInt32BigEndian(
                    chunk.AsSpan(chunk.Length - 4),
                    Crc32.HashToUInt32(chunk.AsSpan(4, chunk.Length - 8)));
            }
            grey.Write(chunk);
        }
        return grey.ToArray();
    }

    /// <summary>Name, first byte of the content and its length, up to the end of the file.</summary>
    private static IEnumerable<(string Name, long At, long Length)> Chunks(FileStream file)
    {
        var start = new byte[8];
        var at = (long)SignatureLength;
        for (var count = 0; count < MostChunks && at + 12 <= file.Length; count++)
        {
            file.Position = at;
            file.ReadExactly(start);
            var length = (long)BinaryPrimitives.ReadUInt32BigEndian(start);
            if (at + 12 + length > file.Length)
                yield break;
            yield return (System.Text.Encoding.Latin1.GetString(start, 4, 4), at + 8, length);
            at += 12 + length;
        }
    }
}
