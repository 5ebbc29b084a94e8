using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Text;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Writing;

/// <summary>A data set to be written, little endian, lengths defined, text in UTF-8.</summary>
internal sealed class DicomObject : IEnumerable<uint>
{
    /// <summary>From a UUID of our own, as PS3.5 annex B.2 allows.</summary>
    private const string ImplementationClass = "2.25.241387604571960275143916224683210541807";

    private const string ImplementationVersion = "SENO_0_1";

    private readonly SortedDictionary<uint, (string Vr, byte[] Value)> elements = [];
    private readonly SortedDictionary<uint, DicomObject[]> sequences = [];
    private byte[]? codestream;

    /// <summary>Text; several values are parted by a backslash.</summary>
    public void Add(uint tag, string vr, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        elements[tag] = (vr, bytes.Length % 2 == 0 ? bytes : [.. bytes, vr == "UI" ? (byte)0 : (byte)' ']);
    }

    /// <summary>A US.</summary>
    public void Add(uint tag, ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        elements[tag] = ("US", bytes);
    }

    /// <summary>ULs.</summary>
    public void Add(uint tag, params ReadOnlySpan<uint> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        elements[tag] = ("UL", bytes);
    }

    /// <summary>A decimal string of at most 16 characters for each value.</summary>
    public void AddDecimals(uint tag, params ReadOnlySpan<double> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
            text.Append(text.Length == 0 ? "" : "\\").Append(Decimal(value));
        Add(tag, "DS", text.ToString());
    }

    /// <summary>An integer string.</summary>
    public void AddInteger(uint tag, long value) => Add(tag, "IS", value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A tag as a value.</summary>
    public void AddTag(uint tag, uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(value >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)value);
        elements[tag] = ("AT", bytes);
    }

    public void AddBytes(uint tag, string vr, byte[] value) => elements[tag] = (vr, value.Length % 2 == 0 ? value : [.. value, 0]);

    public void AddSequence(uint tag, params IEnumerable<DicomObject> items) => sequences[tag] = [.. items];

    /// <summary>Pixel data of one compressed frame.</summary>
    public void AddEncapsulated(byte[] frame) => codestream = frame;

    /// <summary>Preamble, file meta information and data set.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="syntax">Little endian. Implicit where a text may be longer than the 64 KB that an explicit one has room for.</param>
    public void WriteTo(Stream stream, TransferSyntax syntax)
    {
        stream.Write(new byte[128]);
        stream.Write("DICM"u8);
        var meta = new DicomObject
        {
            { DicomTag.MediaStorageSopClass, "UI", TextOf(DicomTag.SopClass) },
            { DicomTag.MediaStorageSopInstance, "UI", TextOf(DicomTag.SopInstance) },
            { DicomTag.TransferSyntax, "UI", syntax.Uid },
            { DicomTag.ImplementationClass, "UI", ImplementationClass },
            { DicomTag.ImplementationVersion, "SH", ImplementationVersion },
        };
        meta.AddBytes(0x00020001, "OB", [0, 1]);
        var content = meta.Content(explicitVr: true);
        var length = new DicomObject();
        length.Add(0x00020000, (uint)content.Length);
        stream.Write(length.Content(explicitVr: true));
        stream.Write(content);
        WriteContent(stream, syntax.Encoding.ExplicitVr);
    }

    public IEnumerator<uint> GetEnumerator() => elements.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <returns>The value rounded to what 16 characters can say, as DS demands.</returns>
    internal static string Decimal(double value)
    {
        for (var digits = 15; ; digits--)
        {
            var text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (text.Length <= 16)
                return text;
        }
    }

    private string TextOf(uint tag) => Encoding.UTF8.GetString(elements[tag].Value).TrimEnd('\0');

    private byte[] Content(bool explicitVr)
    {
        using var stream = new MemoryStream();
        WriteContent(stream, explicitVr);
        return stream.ToArray();
    }

    private void WriteContent(Stream stream, bool explicitVr)
    {
        foreach (var tag in elements.Keys.Concat(sequences.Keys).Order())
        {
            var (vr, value) = sequences.TryGetValue(tag, out var items) ? ("SQ", Content(items, explicitVr)) : elements[tag];
            WriteHeader(stream, tag, vr, (uint)value.Length, explicitVr);
            stream.Write(value);
        }
        if (codestream is not null)
            WriteEncapsulated(stream, codestream);
    }

    private static byte[] Content(DicomObject[] items, bool explicitVr)
    {
        using var stream = new MemoryStream();
        foreach (var item in items)
        {
            var content = item.Content(explicitVr);
            WriteTag(stream, DicomTag.Item);
            WriteUInt32(stream, (uint)content.Length);
            stream.Write(content);
        }
        return stream.ToArray();
    }

    private static void WriteEncapsulated(Stream stream, byte[] frame)
    {
        WriteHeader(stream, DicomTag.PixelData, "OB", uint.MaxValue, explicitVr: true);
        WriteTag(stream, DicomTag.Item);
        WriteUInt32(stream, 0);
        WriteTag(stream, DicomTag.Item);
        WriteUInt32(stream, (uint)(frame.Length + frame.Length % 2));
        stream.Write(frame);
        if (frame.Length % 2 != 0)
            stream.WriteByte(0);
        WriteTag(stream, DicomTag.SequenceEnd);
        WriteUInt32(stream, 0);
    }

    private static void WriteHeader(Stream stream, uint tag, string vr, uint length, bool explicitVr)
    {
        WriteTag(stream, tag);
        if (!explicitVr)
        {
            WriteUInt32(stream, length);
            return;
        }
        stream.Write([(byte)vr[0], (byte)vr[1]]);
        if (vr is "OB" or "OW" or "SQ" or "UN" or "UT" or "OF" or "OD")
        {
            stream.Write([0, 0]);
            WriteUInt32(stream, length);
        }
        else
        {
            WriteUInt16(stream, checked((ushort)length));
        }
    }

    private static void WriteTag(Stream stream, uint tag)
    {
        WriteUInt16(stream, (ushort)(tag >> 16));
        WriteUInt16(stream, (ushort)tag);
    }

    private static void WriteUInt16(Stream stream, ushort value) => stream.Write([(byte)value, (byte)(value >> 8)]);

    private static void WriteUInt32(Stream stream, uint value)
    {
        WriteUInt16(stream, (ushort)value);
        WriteUInt16(stream, (ushort)(value >> 16));
    }
}
