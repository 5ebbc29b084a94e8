using System.IO.Compression;
using CsCheck;
using Seno.Core;
using Seno.Imaging.Formats;

namespace Seno.Imaging.Tests.Formats;

/// <summary>.NET's own inflater is the judge.</summary>
public sealed class VoxelDeflateTests
{
    public static readonly TheoryData<string, Func<int, byte>> Contents = new()
    {
        { "constant", _ => 0 },
        { "two values", at => (byte)(at / 1000 % 2) },
        { "every byte", at => (byte)at },
        { "noise", at => (byte)Random(at).Next(256) },
        { "narrow noise", at => (byte)(100 + Random(at).Next(3)) },
        { "words of one high byte", at => at % 2 == 0 ? (byte)Random(at).Next(40) : (byte)252 },
        { "words of four bytes", at => at % 4 == 0 ? (byte)Random(at).Next(40) : (byte)0 },
        // one byte in two, one in four, … : codes as long as codes become
        { "halves", at => (byte)Math.Min(40, System.Numerics.BitOperations.TrailingZeroCount((uint)(at + 1)) + 7 * (at & 1)) },
    };

    [Theory, MemberData(nameof(Contents))]
    public void What_was_packed_is_unpacked(string what, Func<int, byte> content)
    {
        foreach (var length in new[] { 1, 2, 3, 7, 8, 9, 31, 32, 33, 257, 258, 259, 1000, (1 << 18) - 1, (1 << 18) + 1 })
        {
            var bytes = Enumerable.Range(0, length).Select(content).ToArray();
            foreach (var width in new[] { 1, 2, 4, 8 })
                Assert.True(bytes.AsSpan().SequenceEqual(Unpacked(Packed(bytes, width))), $"{what}, {width} byte(s), {length}");
        }
    }

    [Fact]
    public void Any_bytes_come_back() =>
        Gen.Select(Gen.Byte[0, 5].Array[0, 2000], Gen.Int[0, 3]).Sample((bytes, power) => bytes.Length == 0 || bytes.AsSpan().SequenceEqual(Unpacked(Packed(bytes, 1 << power))), iter: 300);

    [Fact]
    public void Codes_are_no_longer_than_deflate_has_them_and_fill_every_place()
    {
        // Fibonacci's numbers make the deepest tree there is
        var frequencies = new int[40];
        (frequencies[0], frequencies[1]) = (1, 1);
        for (var i = 2; i < frequencies.Length; i++)
            frequencies[i] = frequencies[i - 1] + frequencies[i - 2];
        var lengths = PrefixCode.Lengths(frequencies);
        Assert.Equal(15, lengths.Max());
        Assert.Equal(1, lengths.Sum(length => Math.Pow(2, -length)));
    }

    [Fact]
    public void Voxels_that_repeat_take_next_to_nothing() => Assert.InRange(Packed(new byte[1 << 20], 2).Length, 1, 4096);

    private static SeededRandom Random(int at) => new(1, "deflate", at);

    private static byte[] Packed(byte[] bytes, int width)
    {
        var target = new byte[VoxelDeflate.Bound(bytes.Length)];
        return target[..new VoxelDeflate().Pack(bytes, width, target)];
    }

    /// <summary>Behind an empty last block.</summary>
    private static byte[] Unpacked(byte[] packed)
    {
        using var inflate = new DeflateStream(new MemoryStream([.. packed, 3, 0]), CompressionMode.Decompress);
        using var all = new MemoryStream();
        inflate.CopyTo(all);
        return all.ToArray();
    }
}
