using System.IO.Compression;

namespace Seno.Imaging.Formats;

/// <summary>A block of a gzip member, and what it is deflated to; used again and again, for its buffers are large.</summary>
internal sealed class DeflatedBlock
{
    private const int Bytes = 1 << 20;
    private const int SampleBytes = 1 << 14;

    /// <summary>Noise: zlib's search for repeats finds next to nothing in it and takes most of the time. Runs of one byte and the codes' lengths are kept.</summary>
    private static readonly ZLibCompressionOptions Runs = new() { CompressionLevel = 1, CompressionStrategy = ZLibCompressionStrategy.RunLengthEncoding };

    /// <summary>Label maps, constant air, anything that repeats. zlib-ng's level 1 has fixed codes, which lengthen noise.</summary>
    private static readonly ZLibCompressionOptions Repeats = new() { CompressionLevel = 2 };

    private readonly byte[] content = GC.AllocateUninitializedArray<byte>(Bytes);
    private readonly MemoryStream packed = new(Bytes + Bytes / 8);
    private int filled;

    public bool Full => filled == Bytes;

    /// <value>After <see cref="Deflate()"/>: whole bytes of deflate's blocks, none of them the last.</value>
    public ReadOnlySpan<byte> Packed => packed.GetBuffer().AsSpan(0, (int)packed.Length);

    /// <returns>How many bytes there was room for.</returns>
    public int Add(ReadOnlySpan<byte> bytes)
    {
        var part = bytes[..Math.Min(bytes.Length, Bytes - filled)];
        part.CopyTo(content.AsSpan(filled));
        filled += part.Length;
        return part.Length;
    }

    public DeflatedBlock Deflate()
    {
        if (filled > 0)
            Deflate(content.AsSpan(0, filled), Better());
        return this;
    }

    public void Clear()
    {
        filled = 0;
        packed.SetLength(0);
    }

    /// <summary>What shortens a sample of the block's middle by a tenth more, or else the faster.</summary>
    private ZLibCompressionOptions Better()
    {
        var sample = content.AsSpan(Math.Max(0, (filled - SampleBytes) / 2), Math.Min(filled, SampleBytes));
        Deflate(sample, Runs);
        var runs = packed.Length;
        Deflate(sample, Repeats);
        return packed.Length < 0.9 * runs ? Repeats : Runs;
    }

    /// <summary>Flushing ends on a byte without ending the stream; what closing it would add is cut off.</summary>
    private void Deflate(ReadOnlySpan<byte> bytes, ZLibCompressionOptions options)
    {
        packed.SetLength(0);
        long length;
        using (var deflate = new DeflateStream(packed, options, leaveOpen: true))
        {
            deflate.Write(bytes);
            deflate.Flush();
            length = packed.Length;
        }
        packed.SetLength(length);
    }
}
