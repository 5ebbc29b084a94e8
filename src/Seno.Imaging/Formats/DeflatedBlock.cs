using System.IO.Compression;

namespace Seno.Imaging.Formats;

/// <summary>A block of a gzip member, and what it is deflated to; used again and again, for its buffers are large.</summary>
/// <param name="width">Bytes of a voxel.</param>
internal sealed class DeflatedBlock(int width)
{
    private const int Bytes = 1 << 20;
    private const int Samples = 4;
    private const int SampleBytes = 1 << 12;

    /// <summary>Whatever repeats but not from voxel to voxel: smooth images, patterns. zlib-ng's level 1 has fixed codes, which lengthen noise.</summary>
    private static readonly ZLibCompressionOptions Repeats = new() { CompressionLevel = 2 };

    private readonly byte[] content = GC.AllocateUninitializedArray<byte>(Bytes);
    private readonly VoxelDeflate voxels = new();
    private readonly byte[] coded = GC.AllocateUninitializedArray<byte>(VoxelDeflate.Bound(Bytes));
    private readonly MemoryStream searched = new();
    private int filled;
    private ReadOnlyMemory<byte> packed;

    public bool Full => filled == Bytes;

    /// <value>After <see cref="Deflate()"/>: whole bytes of deflate's blocks, none of them the last.</value>
    public ReadOnlySpan<byte> Packed => packed.Span;

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
        var all = content.AsSpan(0, filled);
        if (filled > 0)
            packed = SearchPays() ? Search(all) : Code(all);
        return this;
    }

    public void Clear()
    {
        filled = 0;
        packed = default;
    }

    /// <returns>Whether a search for repeats shortens samples of the block by a tenth more, and by more than what little is left of air.</returns>
    private bool SearchPays()
    {
        Span<byte> samples = stackalloc byte[Samples * SampleBytes];
        if (filled < samples.Length)
            return false;
        for (var i = 0; i < Samples; i++)
            content.AsSpan((int)((2L * i + 1) * (filled - SampleBytes) / (2 * Samples)), SampleBytes).CopyTo(samples[(i * SampleBytes)..]);
        var (plain, found) = (Code(samples).Length, Search(samples).Length);
        return found < 0.9 * plain && plain - found > samples.Length / 50;
    }

    private ReadOnlyMemory<byte> Code(ReadOnlySpan<byte> bytes) => coded.AsMemory(0, voxels.Pack(bytes, width, coded));

    /// <summary>Flushing ends on a byte without ending the stream; what closing it would add is cut off.</summary>
    private ReadOnlyMemory<byte> Search(ReadOnlySpan<byte> bytes)
    {
        searched.SetLength(0);
        using var deflate = new DeflateStream(searched, Repeats, leaveOpen: true);
        deflate.Write(bytes);
        deflate.Flush();
        return searched.GetBuffer().AsMemory(0, (int)searched.Length);
    }
}
