namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>Where pixel data lies in a data set's bytes.</summary>
/// <param name="Tag">Pixel Data, or its float or double sibling.</param>
/// <param name="Vr">As in <see cref="DicomElement"/>.</param>
/// <param name="Offset">Of the first byte of the value.</param>
/// <param name="Length">As claimed; null where undefined: fragments follow.</param>
/// <param name="End">The data set's length: no more can be there.</param>
internal sealed record PixelLocation(uint Tag, ushort Vr, long Offset, long? Length, long End);
