using System.Globalization;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>
/// Stored values that are no image but what surrounds it: Pixel Padding Value, up to or down to Pixel Padding Range Limit (DICOM PS3.3
/// C.7.5.1.1.2).
/// </summary>
/// <param name="Low">Least stored value that is padding.</param>
/// <param name="High">Greatest.</param>
internal sealed record PixelPadding(double Low, double High)
{
    /// <summary>Stands for padding until the whole image has been read; no arithmetic makes a NaN with these bits.</summary>
    private const int Mark = 0x7FC5_E10D;

    /// <returns>Null where the object states none, or is in colour, for which there is none.</returns>
    public static PixelPadding? Of(DicomDataSet data, PixelFormat format)
    {
        if (format.Samples != 1 || format.Photometric is not ("MONOCHROME1" or "MONOCHROME2"))
            return null;
        var (value, limit) = format switch
        {
            { FloatingPoint: false } => (DicomTag.PixelPadding, DicomTag.PixelPaddingLimit),
            { BitsAllocated: 32 } => (DicomTag.FloatPixelPadding, DicomTag.FloatPixelPaddingLimit),
            _ => (DicomTag.DoublePixelPadding, DicomTag.DoublePixelPaddingLimit),
        };
        if (Stated(data, value, format) is not { } first)
            return null;
        var second = Stated(data, limit, format) ?? first;
        return new(Math.Min(first, second), Math.Max(first, second));
    }

    public static bool IsMark(float value) => BitConverter.SingleToInt32Bits(value) == Mark;

    /// <summary>Finds padding among stored values.</summary>
    /// <param name="frame">As in the file.</param>
    /// <param name="format">What its bits mean.</param>
    /// <param name="stored">The same, as numbers.</param>
    /// <param name="padded">Set where a pixel is padding, cleared elsewhere.</param>
    /// <returns>How many are.</returns>
    public int Find(in RawFrame frame, PixelFormat format, ReadOnlySpan<float> stored, Span<bool> padded)
    {
        var values = stored;
        if (!Fits(format))
        {
            // padding beyond the bits stored, as CT scanners have it, lies in the bits that are dropped from pixels
            var whole = new float[stored.Length];
            StoredValues.Read(frame, format with { BitsStored = format.BitsAllocated, HighBit = format.BitsAllocated - 1 }, whole);
            values = whole;
        }
        var (low, high, found) = ((float)Low, (float)High, 0);
        for (var i = 0; i < values.Length; i++)
        {
            padded[i] = values[i] >= low && values[i] <= high;
            found += padded[i] ? 1 : 0;
        }
        return found;
    }

    public static void Set(Span<float> plane, ReadOnlySpan<bool> padded)
    {
        var mark = BitConverter.Int32BitsToSingle(Mark);
        for (var i = 0; i < plane.Length; i++)
        {
            if (padded[i])
                plane[i] = mark;
        }
    }

    /// <summary>Gives padding the least value of what is none, so that it is background in every statistic and window.</summary>
    /// <returns>That value; null where everything is padding, which then is 0.</returns>
    public static float? Fill(IReadOnlyList<Volume<float>> volumes)
    {
        var least = float.PositiveInfinity;
        foreach (var volume in volumes)
        {
            foreach (var value in volume.Array)
                least = value < least ? value : least;
        }
        var background = float.IsFinite(least) ? least : 0;
        foreach (var volume in volumes)
        {
            foreach (ref var value in volume.Array.AsSpan())
                value = IsMark(value) ? background : value;
        }
        return float.IsFinite(least) ? least : null;
    }

    /// <returns>"-2000", or "-2000 to -1500".</returns>
    public override string ToString() => Low == High
        ? Low.ToString("0.######", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Low:0.######} to {High:0.######}");

    private bool Fits(PixelFormat format)
    {
        if (format.FloatingPoint)
            return true;
        var steps = Math.Pow(2, format.BitsStored);
        return format.Signed ? Low >= -steps / 2 && High < steps / 2 : Low >= 0 && High < steps;
    }

    /// <summary>The representation of the value says US or SS, but writers disagree with their own pixels: the bits count.</summary>
    private static double? Stated(DicomDataSet data, uint tag, PixelFormat format)
    {
        if (data.NumberIfAny(tag) is not { } value)
            return null;
        if (format.FloatingPoint)
            return value;
        var steps = Math.Pow(2, Math.Max(16, format.BitsAllocated));
        if (format.Signed && value >= steps / 2)
            return value - steps;
        if (!format.Signed && value < 0)
            value += steps;
        return format.BitsAllocated < 16 ? value % 256 : value;
    }
}
