using System.Buffers.Binary;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>Stored value to intensity: a palette of colours (as luminance) or a modality table.</summary>
internal sealed class LookupTable
{
    private readonly int first;
    private readonly float[] values;

    private LookupTable(int first, float[] values)
    {
        this.first = first;
        this.values = values;
    }

    /// <summary>The palette of a PALETTE COLOR image.</summary>
    /// <exception cref="DataException">Missing, segmented, or shorter than it says.</exception>
    public static LookupTable Palette(DicomDataSet data)
    {
        if (!data.Has(DicomTag.RedPalette) && data.Has(DicomTag.SegmentedRedPalette))
            throw new DataException(data.Path, "has a segmented palette, which Seno does not read", "Convert it to RGB or grey, for instance with gdcmimg");
        var (first, red) = Table(data, DicomTag.RedPaletteDescriptor, DicomTag.RedPalette);
        var (_, green) = Table(data, DicomTag.RedPaletteDescriptor + 1, DicomTag.GreenPalette);
        var (_, blue) = Table(data, DicomTag.RedPaletteDescriptor + 2, DicomTag.BluePalette);
        if (green.Length != red.Length || blue.Length != red.Length)
            throw new DataException(data.Path, "has palettes of several lengths", "The file is damaged: export it again");
        return new(first, [.. red.Select((value, i) => Luminance.Of(value, green[i], blue[i]))]);
    }

    /// <returns>The table of a Modality LUT Sequence; null where there is none.</returns>
    /// <exception cref="DataException">Shorter than it says.</exception>
    public static LookupTable? Modality(DicomDataSet data)
    {
        if (data.Item(DicomTag.ModalityLut) is not { } item)
            return null;
        var (first, values) = Table(item, DicomTag.LutDescriptor, DicomTag.LutData);
        return new(first, values);
    }

    /// <summary>Values outside the table take its nearest end, as PS3.3 C.11.1.1 has it.</summary>
    public void Apply(Span<float> plane)
    {
        foreach (ref var value in plane)
            value = values[Math.Clamp((int)value - first, 0, values.Length - 1)];
    }

    private static (int First, float[] Values) Table(DicomDataSet data, uint descriptorTag, uint tableTag)
    {
        var descriptor = data.Numbers(descriptorTag);
        if (descriptor.Length != 3)
            throw new DataException(data.Path, $"lacks the palette descriptor {DicomTag.Text(descriptorTag)}", "The file is damaged: export it again");
        var entries = descriptor[0] == 0 ? 1 << 16 : (int)descriptor[0];
        var bytes = data.Bytes(tableTag);
        // tables of 8 bits an entry are packed, two a word, or as words of which the low byte counts
        var packed = descriptor[2] == 8 && bytes.Length < 2 * entries;
        if (bytes.Length < (packed ? entries : 2 * entries) || entries < 1)
            throw new DataException(data.Path, $"has a palette {DicomTag.Text(tableTag)} shorter than it says", "The file is damaged: export it again");
        var values = new float[entries];
        for (var i = 0; i < entries; i++)
            values[i] = packed ? bytes[data.Encoding.BigEndian ? Math.Min(i ^ 1, bytes.Length - 1) : i] : Word(bytes[(2 * i)..], data.Encoding.BigEndian);
        return ((int)descriptor[1], values);
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, bool bigEndian) => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
