using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Formats;

/// <summary>Deflate (RFC 1951) for voxels: bytes that equal those one voxel before repeat them, all others are literals.</summary>
/// <remarks>
/// In noise zlib finds hardly any other repeats, and takes about twice as long; the upper bytes of wide integers it finds only by searching.
/// Buffers are used again, so one thread at a time.
/// </remarks>
internal sealed class VoxelDeflate
{
    /// <summary>Bytes that share their codes: the statistics of a slice or so.</summary>
    private const int PartBytes = 1 << 18;

    private const int ShortestRepeat = 3;
    private const int LongestRepeat = 258;

    /// <summary>A token is a byte, or this and the length of a repeat.</summary>
    private const int Repeat = 256;

    private const int EndOfBlock = 256;
    private const int Symbols = 286;
    private const int Tokens = Repeat + LongestRepeat + 1;

    private readonly ushort[] tokens = new ushort[PartBytes + Vector256<byte>.Count];

    /// <summary>Of each token: its bits, and 32 bits up how many they are.</summary>
    private readonly ulong[] codes = new ulong[Tokens];

    private ulong bits;
    private int filled;
    private int written;

    /// <returns>Enough bytes for any content of <paramref name="length"/> bytes: codes of bytes are at most a little longer than bytes.</returns>
    public static int Bound(int length) => length + length / 8 + 1024;

    /// <param name="content">Voxel after voxel.</param>
    /// <param name="width">Bytes of a voxel: 1, 2, 4 or 8.</param>
    /// <param name="target">Of <see cref="Bound"/> bytes.</param>
    /// <returns>How many bytes were written: whole blocks, none of them the last.</returns>
    public int Pack(ReadOnlySpan<byte> content, int width, Span<byte> target)
    {
        (bits, filled, written) = (0, 0, 0);
        for (var start = 0; start < content.Length; start += PartBytes)
        {
            var part = tokens.AsSpan(0, Tokenise(content, start, Math.Min(content.Length, start + PartBytes), width));
            WriteHeader(MakeCodes(Frequencies(part), width), width, target);
            Encode(part, target);
        }
        // an empty stored block ends on a byte
        Put(0, 3, target);
        Put(0, (8 - filled % 8) % 8, target);
        Put(0xFFFF0000, 32, target);
        while (filled > 0)
        {
            target[written++] = (byte)bits;
            bits >>= 8;
            filled -= 8;
        }
        return written;
    }

    /// <returns>How many tokens the bytes became.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Tokenise(ReadOnlySpan<byte> content, int start, int end, int distance)
    {
        var target = tokens;
        var (at, count) = (start, 0);
        for (; at < Math.Min(distance, end); at++)
            target[count++] = content[at];
        while (at + Vector256<byte>.Count <= end)
        {
            var bytes = Vector256.Create(content[at..]);
            var equal = Vector256.Equals(bytes, Vector256.Create(content[(at - distance)..])).ExtractMostSignificantBits();
            // where three follow each other; of the last two bytes that is not known
            var repeats = equal & equal >> 1 & equal >> 2;
            var literals = repeats == 0 ? Vector256<byte>.Count - 2 : BitOperations.TrailingZeroCount(repeats);
            // all are written, and those that are no literals overwritten
            var (lower, upper) = Vector256.Widen(bytes);
            lower.CopyTo(target, count);
            upper.CopyTo(target, count + Vector256<ushort>.Count);
            count += literals;
            at += literals;
            if (repeats == 0)
                continue;
            var length = BitOperations.TrailingZeroCount(~(equal >> literals));
            if (literals + length >= Vector256<byte>.Count)
                length = content[at..Math.Min(end, at + LongestRepeat)].CommonPrefixLength(content[(at - distance)..]);
            target[count++] = (ushort)(Repeat + length);
            at += length;
        }
        for (; at < end; at++)
            target[count++] = content[at];
        return count;
    }

    /// <summary>In two tables, for one byte follows itself often, and a number just written is slow to read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Frequencies(ReadOnlySpan<ushort> part)
    {
        var (even, odd) = (new int[Tokens], new int[Tokens]);
        var i = 0;
        for (; i + 1 < part.Length; i += 2)
        {
            even[part[i]]++;
            odd[part[i + 1]]++;
        }
        if (i < part.Length)
            even[part[i]]++;
        for (var token = 0; token < Tokens; token++)
            even[token] += odd[token];
        return even;
    }

    /// <summary>Fills <see cref="codes"/>.</summary>
    /// <param name="counts">Of each token.</param>
    /// <param name="distance">Of repeats.</param>
    /// <returns>The lengths of the symbols' codes.</returns>
    private byte[] MakeCodes(ReadOnlySpan<int> counts, int distance)
    {
        var frequencies = new int[Symbols];
        counts[..Repeat].CopyTo(frequencies);
        frequencies[EndOfBlock] = 1;
        for (var length = ShortestRepeat; length <= LongestRepeat; length++)
            frequencies[OfLength(length).Symbol] += counts[Repeat + length];
        var lengths = PrefixCode.Lengths(frequencies);
        var words = PrefixCode.Words(lengths);
        for (var value = 0; value < Repeat; value++)
            codes[value] = words[value] | (ulong)lengths[value] << 32;
        // the place of the end of the block's code is free: no repeat has length 0
        codes[Repeat] = words[EndOfBlock] | (ulong)lengths[EndOfBlock] << 32;
        for (var length = ShortestRepeat; length <= LongestRepeat; length++)
        {
            var (symbol, extraBits, extra) = OfLength(length);
            var (_, distanceBits, distanceExtra) = OfDistance(distance);
            // the only code of a distance is a single 0
            var all = words[symbol] | (uint)extra << lengths[symbol] | (uint)distanceExtra << (lengths[symbol] + extraBits + 1);
            codes[Repeat + length] = all | (ulong)(lengths[symbol] + extraBits + 1 + distanceBits) << 32;
        }
        return lengths;
    }

    /// <summary>A dynamic block, whose code lengths are four bits each.</summary>
    private void WriteHeader(byte[] lengths, int distance, Span<byte> target)
    {
        var distanceSymbol = OfDistance(distance).Symbol;
        Put(0b100, 3, target);
        Put(Symbols - 257, 5, target);
        Put((uint)distanceSymbol, 5, target);
        Put(19 - 4, 4, target);
        // of the codes for repeated lengths none is used
        Put(0, 9, target);
        for (var i = 0; i < 16; i++)
            Put(4, 3, target);
        foreach (var length in lengths)
            Put(PrefixCode.Reversed(length, 4), 4, target);
        for (var symbol = 0; symbol <= distanceSymbol; symbol++)
            Put(PrefixCode.Reversed(symbol == distanceSymbol ? 1u : 0, 4), 4, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Encode(ReadOnlySpan<ushort> part, Span<byte> target)
    {
        var (words, buffer, count, at) = (codes, bits, filled, written);
        foreach (var token in part)
        {
            var code = words[token];
            buffer |= (code & uint.MaxValue) << count;
            count += (int)(code >> 32);
            // whole bytes, without asking whether there are any; what is written beyond them is overwritten
            BinaryPrimitives.WriteUInt64LittleEndian(target[at..], buffer);
            at += count >> 3;
            buffer >>= count & ~7;
            count &= 7;
        }
        (bits, filled, written) = (buffer, count, at);
        Put((uint)codes[Repeat], (int)(codes[Repeat] >> 32), target);
    }

    private void Put(uint value, int count, Span<byte> target)
    {
        bits |= (ulong)value << filled;
        filled += count;
        if (filled < 32)
            return;
        BinaryPrimitives.WriteUInt32LittleEndian(target[written..], (uint)bits);
        written += 4;
        bits >>= 32;
        filled -= 32;
    }

    /// <summary>RFC 1951, 3.2.5.</summary>
    private static (int Symbol, int ExtraBits, int Extra) OfLength(int length)
    {
        var over = length - ShortestRepeat;
        if (length == LongestRepeat)
            return (285, 0, 0);
        if (over < 8)
            return (257 + over, 0, 0);
        var extraBits = BitOperations.Log2((uint)over) - 2;
        return (257 + 4 * extraBits + (over >> extraBits), extraBits, over & ((1 << extraBits) - 1));
    }

    private static (int Symbol, int ExtraBits, int Extra) OfDistance(int distance) => distance switch
    {
        1 => (0, 0, 0),
        2 => (1, 0, 0),
        4 => (3, 0, 0),
        8 => (5, 1, 1),
        _ => throw new ArgumentOutOfRangeException(nameof(distance), distance, "a voxel has 1, 2, 4 or 8 bytes"),
    };
}
