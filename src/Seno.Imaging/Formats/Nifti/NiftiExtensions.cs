using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Seno.Core;

namespace Seno.Imaging.Formats.Nifti;

/// <summary>Header extensions: blocks of 16 bytes' multiple, each with its length and a code, between header and voxels.</summary>
internal static class NiftiExtensions
{
    /// <summary>nifti1.h: plain text.</summary>
    private const int Comment = 6;

    private const int LengthAndCode = 8;

    /// <summary>All extensions of a header may take so much; CIFTI's XML, the largest in use, stays below.</summary>
    private const long MostBytes = 16 << 20;

    /// <param name="stream">Stands behind the header, at the four bytes that announce extensions.</param>
    /// <param name="room">Bytes from there to the voxels, or to the end of a header of its own.</param>
    /// <param name="bigEndian">Byte order of the file.</param>
    /// <param name="path">For messages.</param>
    /// <exception cref="DataException">A length that does not fit.</exception>
    public static IReadOnlyList<HeaderExtension> Read(Stream stream, long room, bool bigEndian, string path)
    {
        var found = new List<HeaderExtension>();
        Span<byte> start = stackalloc byte[LengthAndCode];
        if (room < 4 || stream.ReadAtLeast(start[..4], 4, throwOnEndOfStream: false) < 4 || start[0] == 0)
            return found;
        room = Math.Min(room - 4, MostBytes);
        while (room >= 2 * LengthAndCode && stream.ReadAtLeast(start, LengthAndCode, throwOnEndOfStream: false) == LengthAndCode)
        {
            var length = bigEndian ? BinaryPrimitives.ReadInt32BigEndian(start) : BinaryPrimitives.ReadInt32LittleEndian(start);
            var code = bigEndian ? BinaryPrimitives.ReadInt32BigEndian(start[4..]) : BinaryPrimitives.ReadInt32LittleEndian(start[4..]);
            // padding up to the voxels
            if (length == 0)
                break;
            if (length < LengthAndCode || length > room)
                throw new DataException(path, $"has a header extension of {length} bytes where {room} are left", "The file is damaged: export or copy it again");
            var content = Content(stream, length - LengthAndCode);
            found.Add(new(code, code == Comment ? content.AsSpan().TrimEnd((byte)0).ToArray() : content));
            room -= length;
        }
        return found;
    }

    /// <summary>As the bytes come, so that a length alone allocates nothing.</summary>
    private static byte[] Content(Stream stream, int length)
    {
        using var content = new MemoryStream();
        var piece = new byte[Math.Min(length, 1 << 14)];
        for (var left = length; left > 0; left -= piece.Length)
        {
            piece = left < piece.Length ? new byte[left] : piece;
            stream.ReadExactly(piece);
            content.Write(piece);
        }
        return content.ToArray();
    }

    /// <returns>The four announcing bytes and the extensions, each padded to a multiple of 16.</returns>
    public static byte[] Bytes(IReadOnlyList<HeaderExtension> extensions)
    {
        using var bytes = new MemoryStream();
        bytes.Write([(byte)(extensions.Count > 0 ? 1 : 0), 0, 0, 0]);
        foreach (var extension in extensions)
        {
            var block = new byte[(LengthAndCode + extension.Content.Length + 15) / 16 * 16];
            BinaryPrimitives.WriteInt32LittleEndian(block, block.Length);
            BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), extension.Code);
            extension.Content.CopyTo(block, LengthAndCode);
            bytes.Write(block);
        }
        return bytes.ToArray();
    }

    /// <summary>Seno's own: {"labels":{"1":"lesion"},"times":[0,60.5]} as a comment, times in seconds where they are not equally spaced;
    /// "layers" is a list of labels, one a volume.</summary>
    public static HeaderExtension? Own(ImageToWrite image)
    {
        var times = image.TimeStep is null ? image.Times : null;
        if (image.LabelNames.Count == 0 && image.LayerNames.Count == 0 && times is null)
            return null;
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WritePropertyName("labels");
            WriteNames(json, image.LabelNames);
            if (image.LayerNames.Count > 0)
            {
                json.WriteStartArray("layers");
                foreach (var names in image.LayerNames)
                    WriteNames(json, names);
                json.WriteEndArray();
            }
            if (times is not null)
            {
                json.WriteStartArray("times");
                foreach (var time in times)
                    json.WriteNumberValue(time);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return new(Comment, text.ToArray());
    }

    /// <returns>What <see cref="Own"/> wrote, and the extensions without it; nothing where a comment is not ours.</returns>
    public static NiftiMeaning Split(IReadOnlyList<HeaderExtension> extensions)
    {
        foreach (var extension in extensions.Where(each => each.Code == Comment && each.Content is [(byte)'{', ..]))
        {
            if (TryParse(extension.Content) is { } own)
                return own with { Others = [.. extensions.Where(each => each != extension)] };
        }
        return new(new Dictionary<byte, string>(), [], null, extensions);
    }

    private static void WriteNames(Utf8JsonWriter json, IReadOnlyDictionary<byte, string> labels)
    {
        json.WriteStartObject();
        foreach (var (value, name) in labels.OrderBy(label => label.Key))
            json.WriteString(value.ToString(CultureInfo.InvariantCulture), name);
        json.WriteEndObject();
    }

    private static Dictionary<byte, string> NamesOf(JsonElement labels) =>
        labels.EnumerateObject().ToDictionary(
            label => byte.Parse(label.Name, CultureInfo.InvariantCulture),
            label => label.Value.GetString() ?? "");

    private static NiftiMeaning? TryParse(byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(content));
            if (!json.RootElement.TryGetProperty("labels", out var labels))
                return null;
            Dictionary<byte, string>[] layers = json.RootElement.TryGetProperty("layers", out var each)
                ? [.. each.EnumerateArray().Select(NamesOf)]
                : [];
            double[]? seconds = json.RootElement.TryGetProperty("times", out var times)
                ? [.. times.EnumerateArray().Select(time => time.GetDouble())]
                : null;
            return new(NamesOf(labels), layers, seconds, []);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
