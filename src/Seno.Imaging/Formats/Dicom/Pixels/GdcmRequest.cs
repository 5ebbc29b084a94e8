using Seno.Imaging.Formats.Dicom.DataSets;
using Seno.Imaging.Formats.Dicom.Writing;

namespace Seno.Imaging.Formats.Dicom.Pixels;

/// <summary>A DICOM file of one compressed frame, with nothing of the original but what a decoder must know.</summary>
/// <remarks>GDCM never parses a header it has not been given by us: what is hostile in a file can reach it only through the codestream.</remarks>
internal static class GdcmRequest
{
    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";

    public static byte[] Of(byte[] codestream, PixelFormat format, TransferSyntax syntax)
    {
        var data = new DicomObject
        {
            { DicomTag.SopClass, "UI", SecondaryCapture },
            { DicomTag.SopInstance, "UI", "2.25.1" },
            { DicomTag.Photometric, "CS", format.Photometric },
            { DicomTag.SamplesPerPixel, (ushort)format.Samples },
            { DicomTag.Rows, (ushort)format.Rows },
            { DicomTag.Columns, (ushort)format.Columns },
            { DicomTag.BitsAllocated, (ushort)format.BitsAllocated },
            { DicomTag.BitsStored, (ushort)format.BitsStored },
            { DicomTag.HighBit, (ushort)format.HighBit },
            { DicomTag.PixelRepresentation, (ushort)(format.Signed ? 1 : 0) },
        };
        if (format.Samples > 1)
            data.Add(DicomTag.PlanarConfiguration, 0);
        data.AddEncapsulated(codestream);
        using var stream = new MemoryStream(codestream.Length + 1024);
        data.WriteTo(stream, syntax);
        return stream.ToArray();
    }
}
