namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>Where an element's value lies in the bytes it was read from.</summary>
/// <param name="Vr">Value representation as its two ASCII bytes, first byte high; 0 where the encoding does not say.</param>
/// <param name="Offset">Of the value.</param>
/// <param name="Length">Of the value, in bytes; of undefined-length sequences the delimiter is left out.</param>
internal readonly record struct DicomElement(ushort Vr, int Offset, int Length)
{
    public const ushort Unknown = 'U' << 8 | 'N';

    public bool Is(string vr) => Vr == (vr[0] << 8 | vr[1]);
}
