using System.Buffers.Binary;
using System.Text;
using Seno.Core;

namespace Seno.Imaging.Tests.Formats;

/// <summary>Damage that leaves a DICOM file one: an element's length, representation, value or presence.</summary>
internal static class DicomDamage
{
    private static readonly string[] Representations = ["SQ", "UN", "OB", "OW", "US", "DS", "FD", "UI", "AT", "UC"];

    /// <param name="bytes">Changed in place, or left for a copy.</param>
    /// <param name="random">Says where and how.</param>
    /// <param name="numbers">To write in the place of others.</param>
    public static byte[] Once(byte[] bytes, SeededRandom random, string[] numbers)
    {
        var elements = Elements(bytes);
        if (elements.Count == 0)
            return bytes;
        var (start, value, end) = elements[random.Next(elements.Count)];
        switch (random.Next(6))
        {
            case 0:
                var length = bytes.AsSpan(value - (random.Chance(0.5) ? 4 : 2));
                BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)(random.Next(4) switch { 0 => 0, 1 => ushort.MaxValue, 2 => short.MaxValue, _ => random.Next(ushort.MaxValue) }));
                return bytes;
            case 1:
                Encoding.ASCII.GetBytes(Representations[random.Next(Representations.Length)]).CopyTo(bytes, start + 4);
                return bytes;
            case 2:
                var text = Encoding.ASCII.GetBytes(numbers[random.Next(numbers.Length)].PadRight(end - value)).AsSpan();
                text[..Math.Min(text.Length, end - value)].CopyTo(bytes.AsSpan(value));
                return bytes;
            case 3:
                bytes.AsSpan(value, Math.Min(end - value, 8)).Fill(random.Next(3) switch { 0 => (byte)0, 1 => (byte)0xFF, _ => (byte)random.Next(256) });
                return bytes;
            case 4:
                return [.. bytes[..start], .. bytes[end..]];
            default:
                var (from, _, to) = elements[random.Next(elements.Count)];
                return [.. bytes[..start], .. bytes[from..to], .. bytes[start..]];
        }
    }

    /// <returns>Where each element, also inside sequences, starts, where its value does, and where that ends; of little-endian files.</returns>
    private static List<(int Start, int Value, int End)> Elements(byte[] bytes)
    {
        var elements = new List<(int Start, int Value, int End)>();
        var at = bytes.Length > 132 && bytes.AsSpan(128, 4).SequenceEqual("DICM"u8) ? 132 : 0;
        while (at + 12 <= bytes.Length)
        {
            var representation = Encoding.Latin1.GetString(bytes, at + 4, 2);
            var isExplicit = char.IsAsciiLetterUpper(representation[0]) && char.IsAsciiLetterUpper(representation[1]);
            var isLong = isExplicit && (representation[0] == 'O' || representation is "SQ" or "SV" or "UC" or "UN" or "UR" or "UT" or "UV");
            var value = at + (isLong ? 12 : 8);
            var length = isExplicit && !isLong ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 6)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(value - 4));
            // sequences and their items are walked into
            var whole = length != uint.MaxValue && representation != "SQ" && (bytes[at], bytes[at + 1]) != (0xFE, 0xFF);
            var end = whole ? (int)Math.Min(bytes.Length, value + (long)length) : value;
            elements.Add((at, value, end));
            at = end;
        }
        return elements;
    }
}
