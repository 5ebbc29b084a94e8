using System.Buffers.Binary;
using Seno.Core;
using Seno.Imaging.Formats.Dicom.DataSets;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>One compressed frame, whose header is checked here before a native decoder sees it.</summary>
internal static class Codestream
{
    /// <exception cref="DataException">Another size than the object states, damaged, or GDCM is not installed.</exception>
    public static RawFrame Decode(byte[] compressed, PixelFormat format, TransferSyntax syntax, string path)
    {
        var size = syntax.Codec == PixelCodec.Jpeg2000 ? Jpeg2000Size(compressed) : JpegSize(compressed);
        if (size is not { } found)
            throw new DataException(path, $"has no {syntax.Name} codestream in its pixel data", "The file is damaged: export it again");
        if (found.Columns != format.Columns || found.Rows != format.Rows || found.Samples != format.Samples)
            throw new DataException(path, $"states {format.Columns}×{format.Rows} pixels of {format.Samples} sample(s) but its {syntax.Name} codestream holds {found.Columns}×{found.Rows} of {found.Samples}", "The file is damaged: export it again");
        // GDCM widens samples to 32 bits at most
        var decoded = GdcmWorker.Decode(GdcmRequest.Of(compressed, format, syntax), 4L * format.PlanePixels * format.Samples, path);
        var bits = decoded.Length / (format.PlanePixels * format.Samples) * 8;
        if (bits is not (8 or 16 or 32) || decoded.Length != format.PlanePixels * format.Samples * (bits / 8))
            throw new DataException(path, $"decodes to {decoded.Length} bytes where {format.Columns}×{format.Rows} pixels were expected", "The file is damaged: export it again");
        // JPEG 2000 undoes its colour transform itself; JPEG's chrominance comes back as it was stored, but for every pixel
        var luminance = format.LuminanceFirst && syntax.Codec != PixelCodec.Jpeg2000;
        return new(decoded, 0, bits, false, false, false, false, luminance);
    }

    /// <summary>The frame header of JPEG and JPEG-LS: marks SOF0..SOF15 and SOF55.</summary>
    private static (long Columns, long Rows, int Samples)? JpegSize(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 10 <= bytes.Length;)
        {
            if (bytes[at] != 0xFF)
                return null;
            var mark = bytes[at + 1];
            if (mark == 0xFF)
            {
                at++;
                continue;
            }
            if (mark is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) or 0xF7)
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]), bytes[at + 9]);
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return null;
    }

    /// <summary>The SIZ segment of JPEG 2000, which follows the start mark, also inside a JP2 box.</summary>
    private static (long Columns, long Rows, int Samples)? Jpeg2000Size(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]);
        if (at < 0 || at + 42 > bytes.Length)
            return null;
        var siz = bytes[(at + 4)..];
        var columns = (long)BinaryPrimitives.ReadUInt32BigEndian(siz[4..]) - BinaryPrimitives.ReadUInt32BigEndian(siz[12..]);
        var rows = (long)BinaryPrimitives.ReadUInt32BigEndian(siz[8..]) - BinaryPrimitives.ReadUInt32BigEndian(siz[16..]);
        return (columns, rows, BinaryPrimitives.ReadUInt16BigEndian(siz[36..]));
    }
}
