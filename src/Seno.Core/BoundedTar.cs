namespace Seno.Core;

/// <summary>The bytes of a tar on their way to <see cref="System.Formats.Tar.TarReader"/>, which takes memory for extended headers on their own word and unpacks them without end.</summary>
/// <param name="tar">The archive, unpacked.</param>
/// <param name="source">For messages.</param>
/// <param name="allowed">Bytes in all.</param>
internal sealed class BoundedTar(Stream tar, string source, long allowed) : Stream
{
    private const int Block = 512;

    /// <summary>Of a long name or of attributes.</summary>
    private const long LongestHeader = 1 << 20;

    private readonly byte[] header = new byte[Block];
    private int filled;
    private long content;
    private long total;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = tar.Read(buffer);
        total += read;
        if (total > allowed)
            throw new DataException(source, $"expands to more than {allowed} bytes, which images do not", "Unpack the archive by hand if you trust it, and give the folder");
        Follow(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Looks at every header as it passes.</summary>
    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = (int)Math.Min(bytes.Length, content > 0 ? content : Block - filled);
            if (content > 0)
            {
                content -= part;
            }
            else
            {
                bytes[..part].CopyTo(header.AsSpan(filled));
                filled = (filled + part) % Block;
                if (filled == 0)
                    content = Content();
            }
            bytes = bytes[part..];
        }
    }

    /// <returns>Bytes between this header and the next.</returns>
    private long Content()
    {
        // extended attributes of one entry and of all, a long name, a long link
        var size = Size(header.AsSpan(124, 12));
        if (header[156] is (byte)'x' or (byte)'g' or (byte)'L' or (byte)'K' && size > LongestHeader)
            throw new DataException(source, $"has a header that claims {size} bytes", "The archive is damaged or hostile: get it from its publisher");
        return Math.Min(size, long.MaxValue - Block) / Block * Block + (size % Block > 0 ? Block : 0);
    }

    /// <summary>Octal digits, or binary behind a set first bit.</summary>
    private static long Size(ReadOnlySpan<byte> field)
    {
        long size = 0;
        if ((field[0] & 0x80) != 0)
        {
            foreach (var value in field[4..])
                size = size << 8 | value;
            return Math.Max(0, size);
        }
        foreach (var value in field)
        {
            if (value is >= (byte)'0' and <= (byte)'7')
                size = size * 8 + value - '0';
        }
        return size;
    }
}
