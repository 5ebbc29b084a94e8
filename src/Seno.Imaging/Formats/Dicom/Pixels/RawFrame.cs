namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>The uncompressed samples of one frame.</summary>
/// <param name="Bytes">Samples as stored.</param>
/// <param name="FirstBit">Where the frame starts in <paramref name="Bytes"/>: not 0 only for single bits, whose frames are not byte-aligned.</param>
/// <param name="BitsAllocated">Per sample.</param>
/// <param name="BigEndian">Byte order of wider samples.</param>
/// <param name="WordSwapped">Bits or bytes were stored as big-endian 16-bit words (OW).</param>
/// <param name="Planar">Colour planes follow each other.</param>
/// <param name="Subsampled">As <see cref="PixelFormat.Subsampled"/>, and not yet undone by a decoder.</param>
/// <param name="LuminanceFirst">As <see cref="PixelFormat.LuminanceFirst"/>, and not yet undone by a decoder.</param>
internal readonly record struct RawFrame(ReadOnlyMemory<byte> Bytes, int FirstBit, int BitsAllocated, bool BigEndian, bool WordSwapped, bool Planar, bool Subsampled, bool LuminanceFirst);
