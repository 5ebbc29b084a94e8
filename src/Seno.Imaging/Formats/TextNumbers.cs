using System.Buffers.Text;
using System.Text;
using Seno.Core;

namespace Seno.Imaging.Formats;

/// <summary>Numbers written as text, parted by white space or commas.</summary>
/// <param name="stream">Stands before the first.</param>
/// <param name="path">For messages.</param>
internal sealed class TextNumbers(Stream stream, string path)
{
    private const int LongestNumber = 64;

    private readonly BufferedStream bytes = new(stream, 1 << 16);

    /// <summary>Each takes a digit and a separator, but the last.</summary>
    /// <exception cref="DataException">The text is too short for so many numbers.</exception>
    public static void RequireRoom(long numbers, long textBytes, string path)
    {
        if (numbers > (textBytes + 1) / 2)
            throw new DataException(path, $"has a header that claims {numbers} numbers where {textBytes} bytes of text follow", "The file is truncated or damaged: export or copy it again");
    }

    /// <exception cref="DataException">Something that is no number.</exception>
    /// <exception cref="EndOfStreamException">The text ends before.</exception>
    public void Read(Span<float> target)
    {
        foreach (ref var value in target)
            value = Next() ?? throw new EndOfStreamException();
    }

    public bool AtEnd() => Next() is null;

    private float? Next()
    {
        Span<byte> token = stackalloc byte[LongestNumber];
        var length = 0;
        for (int next; (next = bytes.ReadByte()) >= 0;)
        {
            if (next is ' ' or '\t' or '\r' or '\n' or '\v' or '\f' or ',')
            {
                if (length > 0)
                    break;
            }
            else
            {
                if (length == LongestNumber)
                    throw NoNumber(token);
                token[length++] = (byte)next;
            }
        }
        return length == 0 ? null : Parse(token[..length]);
    }

    private float Parse(ReadOnlySpan<byte> token)
    {
        var digits = token[0] == '+' ? token[1..] : token;
        if (Utf8Parser.TryParse(digits, out double value, out var used) && used == digits.Length)
            return (float)value;
        return Encoding.ASCII.GetString(token).ToLowerInvariant() switch
        {
            "nan" or "-nan" => float.NaN,
            "inf" or "+inf" => float.PositiveInfinity,
            "-inf" => float.NegativeInfinity,
            _ => throw NoNumber(token),
        };
    }

    private DataException NoNumber(ReadOnlySpan<byte> token) =>
        new(path, $"holds '{Encoding.ASCII.GetString(token)}' where a number is expected", "The file is damaged: export or copy it again");
}
