using System.Buffers.Binary;
using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>The elements of one data set or sequence item. Values are decoded, and sequences parsed, only when asked for.</summary>
internal sealed class DicomDataSet
{
    private readonly byte[] bytes;
    private readonly int depth;
    private readonly Dictionary<uint, DicomElement> elements;
    private Dictionary<uint, IReadOnlyList<DicomDataSet>>? sequences;

    public DicomDataSet(byte[] bytes, DicomEncoding encoding, Dictionary<uint, DicomElement> elements, string path, int depth)
    {
        this.bytes = bytes;
        this.elements = elements;
        this.depth = depth;
        Encoding = encoding;
        Path = path;
    }

    public string Path { get; }

    public DicomEncoding Encoding { get; }

    public IEnumerable<uint> Tags => elements.Keys;

    public bool Has(uint tag) => elements.TryGetValue(tag, out var element) && element.Length > 0;

    public DicomElement? Find(uint tag) => elements.TryGetValue(tag, out var element) ? element : null;

    /// <returns>The value's bytes in the file's byte order; empty where the element is absent.</returns>
    public ReadOnlySpan<byte> Bytes(uint tag) => elements.TryGetValue(tag, out var element) ? bytes.AsSpan(element.Offset, element.Length) : default;

    /// <returns>Text in the data set's character set without padding; empty where absent.</returns>
    public string Text(uint tag, string characterSet = "") => DicomText.Decode(Bytes(tag), characterSet);

    /// <returns>Every value of a multi-valued text.</returns>
    public string[] Texts(uint tag) => Has(tag) ? [.. Text(tag).Split('\\').Select(text => text.Trim(' ', '\0'))] : [];

    /// <returns>The items of a sequence, none where it is absent.</returns>
    /// <exception cref="DataException">The element is no sequence of items.</exception>
    public IReadOnlyList<DicomDataSet> Items(uint tag)
    {
        if (!elements.TryGetValue(tag, out var element))
            return [];
        sequences ??= [];
        if (!sequences.TryGetValue(tag, out var items))
            sequences[tag] = items = DicomParser.Items(bytes, element, Encoding, Path, depth + 1);
        return items;
    }

    /// <returns>The first item of a sequence, or null.</returns>
    public DicomDataSet? Item(uint tag) => Items(tag) is [var first, ..] ? first : null;

    /// <returns>A binary US or a textual IS; null where absent.</returns>
    /// <exception cref="DataException">Not a whole number.</exception>
    public int? Integer(uint tag) => Numbers(tag) is [var first, ..] ? Whole(tag, first) : null;

    /// <exception cref="DataException">Absent, or not a whole number.</exception>
    public int RequiredInteger(uint tag, string name) => Integer(tag) ?? throw new DataException(Path, $"lacks {name} {DicomTag.Text(tag)}", "The file is damaged: export it again");

    /// <returns>The first number of an element that no image needs; null where it is absent or no number.</returns>
    public double? NumberIfAny(uint tag)
    {
        try
        {
            return Number(tag) is { } number && double.IsFinite(number) ? number : null;
        }
        catch (DataException)
        {
            return null;
        }
    }

    /// <returns>The first number of the element; null where absent.</returns>
    public double? Number(uint tag) => Numbers(tag) is [var first, ..] ? first : null;

    /// <returns>All numbers of an element: decimal or integer strings, or binary by value representation (or, without one, as the standard has it).</returns>
    /// <exception cref="DataException">Text that is no number.</exception>
    public double[] Numbers(uint tag)
    {
        if (!elements.TryGetValue(tag, out var element) || element.Length == 0)
            return [];
        return BinaryWidth(tag, element) is var (width, read) ? Binary(element, width, read) : Textual(tag);
    }

    private int Whole(uint tag, double value) => value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue
        ? (int)value
        : throw new DataException(Path, string.Create(CultureInfo.InvariantCulture, $"has {value} in {DicomTag.Text(tag)} where a whole number belongs"), "The file is damaged: export it again");

    private double[] Binary(DicomElement element, int width, BinaryReading read)
    {
        var values = new double[element.Length / width];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(bytes.AsSpan(element.Offset + i * width, width), Encoding.BigEndian);
        return values;
    }

    private double[] Textual(uint tag)
    {
        var texts = Texts(tag);
        var values = new double[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (!double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
                throw new DataException(Path, $"has '{Shortened(texts[i])}' in {DicomTag.Text(tag)} where a number belongs", "The file is damaged: export it again");
        }
        return values;
    }

    private static string Shortened(string text) => text.Length <= 32 ? text : text[..32] + "…";

    private delegate double BinaryReading(ReadOnlySpan<byte> value, bool bigEndian);

    private static (int Width, BinaryReading Read)? BinaryWidth(uint tag, DicomElement element) => (char)(element.Vr >> 8) switch
    {
        'D' or 'I' or 'L' or 'C' or 'T' => null,
        _ when element.Is("US") || element.Is("OW") || element.Is("AT") => (2, UInt16),
        _ when element.Is("SS") => (2, static (value, big) => (short)UInt16(value, big)),
        _ when element.Is("UL") => (4, UInt32),
        _ when element.Is("SL") => (4, static (value, big) => (int)(uint)UInt32(value, big)),
        _ when element.Is("FL") || element.Is("OF") => (4, Float32),
        _ when element.Is("FD") || element.Is("OD") => (8, Float64),
        _ when element.Vr is 0 or DicomElement.Unknown => ImplicitWidth(tag),
        _ => null,
    };

    /// <summary>Without value representations: the binary ones among the attributes Seno asks numbers of.</summary>
    private static (int Width, BinaryReading Read)? ImplicitWidth(uint tag) => tag switch
    {
        DicomTag.NumberOfFrames or DicomTag.PixelSpacing or DicomTag.RescaleIntercept or DicomTag.RescaleSlope => null,
        DicomTag.RegionSpatialFormat or DicomTag.RegionDataType or DicomTag.PhysicalUnitsX or DicomTag.PhysicalUnitsY => (2, UInt16),
        DicomTag.PhysicalDeltaX or DicomTag.PhysicalDeltaY or DicomTag.DiffusionBValue or DicomTag.EffectiveEchoTime
            or DicomTag.TemporalOffset or DicomTag.NominalTriggerDelay or DicomTag.DoublePixelPadding or DicomTag.DoublePixelPaddingLimit =>
                (8, Float64),
        DicomTag.FloatPixelPadding or DicomTag.FloatPixelPaddingLimit or VendorDiffusion.Philips => (4, Float32),
        DicomTag.TemporalPositionIndex or DicomTag.DimensionIndexValues or DicomTag.TotalColumns or DicomTag.TotalRows => (4, UInt32),
        DicomTag.ColumnInMatrix or DicomTag.RowInMatrix => (4, static (value, big) => (int)(uint)UInt32(value, big)),
        DicomTag.DimensionIndexPointer or DicomTag.FunctionalGroupPointer => (2, UInt16),
        DicomTag.SegmentNumber or DicomTag.ReferencedSegmentNumber or DicomTag.MaximumFractionalValue => (2, UInt16),
        >= 0x00280000 and < 0x00290000 => (2, UInt16),
        _ => null,
    };

    private static double UInt16(ReadOnlySpan<byte> value, bool big) => big ? BinaryPrimitives.ReadUInt16BigEndian(value) : BinaryPrimitives.ReadUInt16LittleEndian(value);

    private static double UInt32(ReadOnlySpan<byte> value, bool big) => big ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt32LittleEndian(value);

    private static double Float32(ReadOnlySpan<byte> value, bool big) =>
        big ? BinaryPrimitives.ReadSingleBigEndian(value) : BinaryPrimitives.ReadSingleLittleEndian(value);

    private static double Float64(ReadOnlySpan<byte> value, bool big) => big ? BinaryPrimitives.ReadDoubleBigEndian(value) : BinaryPrimitives.ReadDoubleLittleEndian(value);
}
