using System.IO.Compression;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>Where in a file the voxels lie, and how they are packed.</summary>
/// <param name="Path">The file.</param>
/// <param name="Compression">How everything from <paramref name="Start"/> on is packed.</param>
/// <param name="Start">Bytes of the file before the packed data; long, as files pass 2 GiB.</param>
/// <param name="Skip">Unpacked bytes before the voxels; −1 where the voxels are the last bytes.</param>
/// <param name="Bytes">Of the voxels, unpacked.</param>
internal sealed record DataBlock(string Path, Compression Compression, long Start, long Skip, long Bytes)
{
    /// <summary>Memory that may be taken on a header's word alone; beyond it the file is first unpacked once to see that it holds so much.</summary>
    private const long Unproven = 64L << 20;

    private const int FileBuffer = 1 << 17;

    /// <summary>Deflate cannot shrink by more than this factor (zlib's technical notes), bzip2 in practice not by more than that of its manual's 45899.</summary>
    private static long LargestRatio(Compression compression) => compression == Compression.Bzip2 ? 45_899 : 1032;

    /// <returns>The unpacked bytes, from the first voxel on.</returns>
    /// <param name="voxels">That will be held in memory as float32.</param>
    /// <exception cref="DataException">The file is shorter than the voxels need. Nothing has been allocated for them.</exception>
    public Stream Open(long voxels)
    {
        var length = RegularFile.Length(Path);
        if (Compression == Compression.None)
            return At(Skip < 0 ? length - Bytes : Start + Skip, length);
        var claimed = Bytes + Math.Max(0, Skip);
        if (claimed < 0 || claimed / LargestRatio(Compression) > length - Start)
            throw TooShort(claimed, (length - Start) * LargestRatio(Compression));
        var skip = Skip;
        if (skip < 0 || voxels * sizeof(float) > Unproven + 4 * length)
        {
            var unpacked = Count(skip < 0 ? long.MaxValue : claimed);
            if (unpacked < claimed)
                throw TooShort(claimed, unpacked);
            skip = skip < 0 ? unpacked - Bytes : skip;
        }
        var stream = Unpacked();
        try
        {
            PassOver(stream, skip);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads past the end, where gzip and zlib compare their checksums.</summary>
    /// <returns>Whether the data end there.</returns>
    public static bool AtEnd(Stream stream) => stream.ReadByte() < 0;

    /// <returns>What the first bytes say: gzip (RFC 1952) or nothing known.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Compression Sniff(string path, long start = 0)
    {
        using var file = RegularFile.Open(path, 1);
        file.Position = start;
        Span<byte> first = stackalloc byte[2];
        return file.ReadAtLeast(first, 2, throwOnEndOfStream: false) == 2 && first[0] == 0x1F && first[1] == 0x8B ? Compression.Gzip : Compression.None;
    }

    /// <summary>The whole unpacked stream from <see cref="Start"/> on.</summary>
    public Stream Unpacked()
    {
        var file = RegularFile.Open(Path, FileBuffer);
        file.Position = Start;
        return Compression switch
        {
            Compression.Gzip => new GZipStream(file, CompressionMode.Decompress),
            Compression.Zlib => new ZLibStream(file, CompressionMode.Decompress),
            Compression.Bzip2 => new Bzip2Stream(file),
            _ => file,
        };
    }

    private FileStream At(long position, long length)
    {
        if (position < 0 || position > length || Bytes > length - position)
            throw TooShort(Bytes, Math.Max(0, length - Math.Max(0, position)));
        var file = RegularFile.Open(Path, FileBuffer);
        file.Position = position;
        return file;
    }

    private long Count(long most)
    {
        using var stream = Unpacked();
        var buffer = new byte[1 << 16];
        long total = 0;
        for (int read; total < most && (read = stream.Read(buffer)) > 0;)
            total += read;
        return total;
    }

    private static void PassOver(Stream stream, long bytes)
    {
        var buffer = new byte[Math.Min(bytes, 1 << 16)];
        for (; bytes > 0; bytes -= Math.Min(bytes, buffer.Length))
            stream.ReadExactly(buffer.AsSpan(0, (int)Math.Min(bytes, buffer.Length)));
    }

    private DataException TooShort(long claimed, long possible) =>
        new(Path, $"has a header that claims {claimed} bytes where the file holds at most {possible}", "The file is truncated or damaged: export or copy it again");
}
