using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>Samples as stored, made numbers: bits beyond those stored are dropped, the sign is extended, colour becomes luminance.</summary>
internal static class StoredValues
{
    /// <summary>Stored values, before any rescaling.</summary>
    /// <param name="frame">One uncompressed frame.</param>
    /// <param name="format">What its bits mean.</param>
    /// <param name="target">One number a pixel.</param>
    /// <exception cref="DataException">Fewer bytes than pixels.</exception>
    public static void Read(in RawFrame frame, PixelFormat format, Span<float> target)
    {
        var bytes = frame.Bytes.Span;
        if (format.FloatingPoint)
            FloatingPoint(bytes, frame, target);
        else if (frame.BitsAllocated == 1)
            Bits(bytes, frame.FirstBit, frame.WordSwapped, target);
        else if (frame.BitsAllocated == 8)
            Integers(new Words<byte>(bytes, false), frame, format, target);
        else if (frame.BitsAllocated == 16)
            Integers(new Words<ushort>(bytes, frame.BigEndian), frame, format, target);
        else
            Integers(new Words<uint>(bytes, frame.BigEndian), frame, format, target);
    }

    private static void Integers<T>(Words<T> words, in RawFrame frame, PixelFormat format, Span<float> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (format.Samples == 1)
        {
            Grey(words, format, target);
            return;
        }
        var (pixel, sample) = frame.Planar ? (1, target.Length) : (3, 1);
        for (var i = 0; i < target.Length; i++)
        {
            if (frame.LuminanceFirst)
                target[i] = frame.Subsampled ? Single(words[i / 2 * 4 + i % 2]) : Single(words[i * pixel]);
            else
                target[i] = Luminance.Of(Single(words[i * pixel]), Single(words[i * pixel + sample]), Single(words[i * pixel + 2 * sample]));
        }
    }

    private static float Single<T>(T value)
        where T : unmanaged, IBinaryInteger<T> => float.CreateTruncating(value);

    private static void Grey<T>(Words<T> words, PixelFormat format, Span<float> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        var drop = format.HighBit + 1 - format.BitsStored;
        var width = Math.Min(format.BitsStored, 8 * Marshal.SizeOf<T>());
        if (drop == 0 && !words.Swap && width == 16 && typeof(T) == typeof(ushort))
        {
            Whole16(words.Bytes, format.Signed, target);
            return;
        }
        // to the top of 32 bits and back: drops what lies above, and the shift back extends the sign
        var up = 32 - width;
        for (var i = 0; i < target.Length; i++)
        {
            var value = uint.CreateTruncating(words[i]) >> drop << up;
            target[i] = format.Signed ? (int)value >> up : value >> up;
        }
    }

    /// <summary>The common case, a vector at a time.</summary>
    private static void Whole16(ReadOnlySpan<byte> bytes, bool signed, Span<float> target)
    {
        var words = MemoryMarshal.Cast<byte, ushort>(bytes)[..target.Length];
        var at = 0;
        for (; at <= words.Length - Vector<ushort>.Count; at += Vector<ushort>.Count)
        {
            var (low, high) = Widened(new Vector<ushort>(words[at..]), signed);
            Vector.ConvertToSingle(low).CopyTo(target[at..]);
            Vector.ConvertToSingle(high).CopyTo(target[(at + Vector<int>.Count)..]);
        }
        for (; at < words.Length; at++)
            target[at] = signed ? (short)words[at] : words[at];
    }

    private static (Vector<int> Low, Vector<int> High) Widened(Vector<ushort> words, bool signed)
    {
        if (signed)
            return (Vector.WidenLower(Vector.AsVectorInt16(words)), Vector.WidenUpper(Vector.AsVectorInt16(words)));
        return (Vector.AsVectorInt32(Vector.WidenLower(words)), Vector.AsVectorInt32(Vector.WidenUpper(words)));
    }

    private static void Bits(ReadOnlySpan<byte> bytes, int first, bool swapped, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var bit = first + i;
            var at = swapped ? Math.Min(bit / 8 ^ 1, bytes.Length - 1) : bit / 8;
            target[i] = bytes[at] >> (bit % 8) & 1;
        }
    }

    private static void FloatingPoint(ReadOnlySpan<byte> bytes, in RawFrame frame, Span<float> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (frame.BitsAllocated, frame.BigEndian) switch
            {
                (32, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
                (32, true) => BinaryPrimitives.ReadSingleBigEndian(bytes[(4 * i)..]),
                (_, false) => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]),
                (_, true) => (float)BinaryPrimitives.ReadDoubleBigEndian(bytes[(8 * i)..]),
            };
        }
    }

    /// <summary>Words in the file's byte order.</summary>
    private readonly ref struct Words<T>(ReadOnlySpan<byte> bytes, bool bigEndian)
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly ReadOnlySpan<T> words = MemoryMarshal.Cast<byte, T>(bytes);

        public ReadOnlySpan<byte> Bytes { get; } = bytes;

        public bool Swap { get; } = bigEndian == BitConverter.IsLittleEndian;

        public T this[int index] => Swap ? Swapped(words[index]) : words[index];

        private static T Swapped(T word) => Marshal.SizeOf<T>() switch
        {
            2 => T.CreateTruncating(BinaryPrimitives.ReverseEndianness(ushort.CreateTruncating(word))),
            4 => T.CreateTruncating(BinaryPrimitives.ReverseEndianness(uint.CreateTruncating(word))),
            _ => word,
        };
    }
}
