using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>What a transfer syntax UID means for the data set and its pixels (DICOM PS3.5 annex A).</summary>
/// <param name="Uid">As in the file.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Encoding">Of the data set.</param>
/// <param name="Deflated">The data set is one deflate stream.</param>
/// <param name="Codec">How pixel data is compressed.</param>
internal sealed record TransferSyntax(string Uid, string Name, DicomEncoding Encoding, bool Deflated, PixelCodec Codec)
{
    public static TransferSyntax ImplicitLittle { get; } = new("1.2.840.10008.1.2", "Implicit VR Little Endian", DicomEncoding.ImplicitLittle, false, PixelCodec.None);

    public static TransferSyntax ExplicitLittle { get; } = new("1.2.840.10008.1.2.1", "Explicit VR Little Endian", DicomEncoding.ExplicitLittle, false, PixelCodec.None);

    public static TransferSyntax ExplicitBig { get; } = new("1.2.840.10008.1.2.2", "Explicit VR Big Endian", new(true, true), false, PixelCodec.None);

    private static readonly Dictionary<string, TransferSyntax> Known = new[]
    {
        ImplicitLittle,
        ExplicitLittle,
        ExplicitBig,
        new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", DicomEncoding.ExplicitLittle, true, PixelCodec.None),
        Compressed("1.2.840.10008.1.2.5", "RLE Lossless", PixelCodec.RunLength),
        Compressed("1.2.840.10008.1.2.4.50", "JPEG Baseline", PixelCodec.Jpeg),
        Compressed("1.2.840.10008.1.2.4.51", "JPEG Extended", PixelCodec.Jpeg),
        Compressed("1.2.840.10008.1.2.4.57", "JPEG Lossless", PixelCodec.Jpeg),
        Compressed("1.2.840.10008.1.2.4.70", "JPEG Lossless, first-order prediction", PixelCodec.Jpeg),
        Compressed("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", PixelCodec.JpegLs),
        Compressed("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", PixelCodec.JpegLs),
        Compressed("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless", PixelCodec.Jpeg2000),
        Compressed("1.2.840.10008.1.2.4.91", "JPEG 2000", PixelCodec.Jpeg2000),
    }.ToDictionary(syntax => syntax.Uid, StringComparer.Ordinal);

    /// <exception cref="DataException">A syntax Seno cannot read: video, JPIP, high-throughput JPEG 2000, a vendor's own.</exception>
    public static TransferSyntax Of(string uid, string path) => Known.TryGetValue(uid, out var syntax)
        ? syntax
        : throw new DataException(path, $"is in the transfer syntax {(uid.Length is 0 or > 64 ? $"'{uid[..Math.Min(uid.Length, 64)]}'" : uid)}, which Seno does not read", "Convert it to Explicit VR Little Endian, for instance with gdcmconv --raw");

    private static TransferSyntax Compressed(string uid, string name, PixelCodec codec) => new(uid, name, DicomEncoding.ExplicitLittle, false, codec);
}
