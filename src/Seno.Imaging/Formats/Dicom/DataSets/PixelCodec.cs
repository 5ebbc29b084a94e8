namespace Seno.Imaging.Formats.Dicom.DataSets;

/// <summary>How pixel data is compressed.</summary>
internal enum PixelCodec
{
    None,

    /// <summary>Decoded here: forty lines.</summary>
    RunLength,

    /// <summary>This and what follows is decoded by GDCM.</summary>
    Jpeg,
    JpegLs,
    Jpeg2000,
}
