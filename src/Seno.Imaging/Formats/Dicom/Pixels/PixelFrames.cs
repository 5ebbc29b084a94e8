using System.Buffers;
using System.Buffers.Binary;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>The frames of one object, read from its file one by one.</summary>
internal sealed class PixelFrames : IDisposable
{
    /// <summary>Floats that are always believed; beyond them a file must be at least a thousandth as long as its pixels.</summary>
    private const long AlwaysAllowed = 32L << 20;

    private const long LargestExpansion = 1000;

    private readonly DicomFile file;
    private readonly PixelLocation location;
    private readonly Stream content;
    private readonly List<List<(long Offset, int Length)>>? fragments;
    private byte[]? buffer;

    /// <exception cref="DataException">No pixel data, a damaged or truncated one, or one of a kind Seno does not read.</exception>
    public PixelFrames(DicomFile file)
    {
        this.file = file;
        location = file.Pixels ?? throw new DataException(file.Path, $"has no pixel data{ObjectKinds.NameOf(file)}", "Give images; reports, plans and directories hold none");
        Format = PixelFormat.Of(file);
        content = file.OpenContent();
        try
        {
            RequireRoom(file);
            fragments = file.Syntax.Codec == PixelCodec.None ? null : RequireFragments();
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    public PixelFormat Format { get; }

    /// <summary>Reads, and where needed decompresses, one frame. Its bytes are good until the next is read.</summary>
    /// <exception cref="DataException">Damaged, or GDCM is needed and not installed.</exception>
    public RawFrame Read(int frame)
    {
        if (fragments is not null)
            return Decompress(Gather(fragments[frame]));
        var firstBit = frame * Format.FrameBits;
        var bytes = ReadReused(location.Offset + firstBit / 8, (int)((firstBit % 8 + Format.FrameBits + 7) / 8));
        return new(bytes, (int)(firstBit % 8), Format.BitsAllocated, file.Syntax.Encoding.BigEndian, file.Syntax.Encoding.BigEndian && Format.BitsAllocated == 1, Format.Planar, Format.Subsampled, Format.LuminanceFirst);
    }

    /// <summary>Nothing is allocated for an object that claims more pixels than its file can hold.</summary>
    /// <exception cref="DataException">It does.</exception>
    public static void RequireRoom(DicomFile file)
    {
        var format = PixelFormat.Of(file);
        var held = file.Pixels!.End - file.Pixels.Offset;
        var floats = (long)format.PlanePixels * format.Frames * sizeof(float);
        if (file.Syntax.Codec == PixelCodec.None)
            RequireUncompressed(file, format);
        else if (floats > Math.Max(AlwaysAllowed, LargestExpansion * held))
            throw new DataException(file.Path, $"claims {format.Frames} frames of {format.Columns}×{format.Rows} pixels, more than a file of its length can hold", "The file is damaged: export it again");
    }

    public void Dispose()
    {
        content.Dispose();
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
    }

    private static void RequireUncompressed(DicomFile file, PixelFormat format)
    {
        var location = file.Pixels!;
        // frames and bits of a hostile header may multiply beyond 64 bits
        var needed = ((Int128)format.Frames * format.FrameBits + 7) / 8;
        if (location.Length is not { } claimed)
            throw new DataException(file.Path, "has pixel data in fragments but an uncompressed transfer syntax", "Export the file again");
        if (needed > location.End - location.Offset)
            throw new DataException(file.Path, $"is truncated: its pixels need {needed} bytes and {Math.Max(0, location.End - location.Offset)} are there", "Copy or export it again");
        if (needed > claimed)
            throw new DataException(file.Path, $"has {claimed} bytes of pixel data where {format.Frames} frames of {format.Columns}×{format.Rows} need {needed}", "The file is damaged: export it again");
    }

    private List<List<(long Offset, int Length)>> RequireFragments()
    {
        if (location.Length is not null)
            throw new DataException(file.Path, $"has uncompressed pixel data but states {file.Syntax.Name}", "Correct its transfer syntax or export it again");
        var all = Walk();
        return all.Count <= 1 ? throw DicomFile.Truncated(file.Path) : Group(all[0], all[1..]);
    }

    /// <summary>The offset table and the fragments. A missing end mark is forgiven, a fragment that runs over the end is not.</summary>
    private List<(long Offset, int Length)> Walk()
    {
        var fragments = new List<(long Offset, int Length)>();
        for (var at = location.Offset; at + 8 <= location.End;)
        {
            var header = Read(at, 8);
            var (tag, length) = ((uint)BinaryPrimitives.ReadUInt16LittleEndian(header) << 16 | BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(2)), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)));
            if (tag != DicomTag.Item)
                break;
            if (length > location.End - at - 8 || length > Array.MaxLength)
                throw DicomFile.Truncated(file.Path);
            fragments.Add((at + 8, (int)length));
            at += 8 + length;
        }
        return fragments;
    }

    /// <summary>Which fragments make which frame: one each, or all one, or as the offset table says, or by the start marks of the codestreams.</summary>
    private List<List<(long Offset, int Length)>> Group((long Offset, int Length) table, List<(long Offset, int Length)> fragments)
    {
        if (Format.Frames == 1)
            return [fragments];
        if (fragments.Count == Format.Frames)
            return [.. fragments.Select(fragment => new List<(long, int)> { fragment })];
        var starts = Starts(table, fragments[0].Offset - 8) ?? StartMarks(fragments);
        var frames = new List<List<(long Offset, int Length)>>();
        foreach (var fragment in fragments)
        {
            if (starts.Contains(fragment.Offset) || frames.Count == 0)
                frames.Add([]);
            frames[^1].Add(fragment);
        }
        return frames.Count == Format.Frames
            ? frames
            : throw new DataException(file.Path, $"states {Format.Frames} frames but holds {frames.Count} in {fragments.Count} fragments", "The file is damaged: export it again");
    }

    private HashSet<long>? Starts((long Offset, int Length) table, long first)
    {
        if (table.Length != 4L * Format.Frames)
            return null;
        var bytes = Read(table.Offset, table.Length);
        return [.. Enumerable.Range(0, Format.Frames).Select(frame => first + BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 * frame)) + 8)];
    }

    /// <summary>Fragments that begin as JPEG (FF D8 FF), JPEG-LS likewise, or JPEG 2000 (FF 4F FF) do.</summary>
    private HashSet<long> StartMarks(List<(long Offset, int Length)> fragments) =>
        [.. fragments.Where(fragment => fragment.Length > 3 && Read(fragment.Offset, 3) is [0xFF, 0xD8 or 0x4F, 0xFF]).Select(fragment => fragment.Offset)];

    private byte[] Gather(List<(long Offset, int Length)> parts)
    {
        var total = parts.Sum(part => (long)part.Length);
        if (total > Array.MaxLength)
            throw new DataException(file.Path, "has a compressed frame of more than 2 GB", "Convert it to Explicit VR Little Endian");
        var bytes = new byte[total];
        var at = 0;
        foreach (var (offset, length) in parts)
        {
            content.Position = offset;
            content.ReadExactly(bytes, at, length);
            at += length;
        }
        return bytes;
    }

    private RawFrame Decompress(byte[] compressed)
    {
        if (file.Syntax.Codec == PixelCodec.RunLength)
        {
            var decoded = RunLength.Decode(compressed, Format.PlanePixels, Format.Samples, Math.Max(1, Format.BitsAllocated / 8), file.Path);
            return new(decoded, 0, Format.BitsAllocated, false, false, false, false, Format.LuminanceFirst);
        }
        return Codestream.Decode(compressed, Format, file.Syntax, file.Path);
    }

    private ReadOnlyMemory<byte> ReadReused(long offset, int length)
    {
        if (buffer is null || buffer.Length < length)
        {
            if (buffer is not null)
                ArrayPool<byte>.Shared.Return(buffer);
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }
        Read(offset, buffer.AsSpan(0, length));
        return buffer.AsMemory(0, length);
    }

    private byte[] Read(long offset, int length)
    {
        var bytes = new byte[length];
        Read(offset, bytes);
        return bytes;
    }

    private void Read(long offset, Span<byte> bytes)
    {
        content.Position = offset;
        try
        {
            content.ReadExactly(bytes);
        }
        catch (EndOfStreamException failure)
        {
            throw DicomFile.Truncated(file.Path, failure);
        }
    }
}
