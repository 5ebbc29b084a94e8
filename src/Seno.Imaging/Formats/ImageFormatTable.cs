using Seno.Imaging.Formats.MetaImage;
using Seno.Imaging.Formats.Nifti;
using Seno.Imaging.Formats.Nrrd;

namespace Seno.Imaging.Formats;

/// <summary>Every image format of one file: adding one is a file and a line here.</summary>
internal static class ImageFormatTable
{
    public static IReadOnlyList<ImageFormat> All { get; } =
    [
        new("NIfTI", [".nii.gz", ".nii", ".hdr.gz", ".hdr"], NiftiFile.Read, NiftiFile.Write),
        new("NRRD", [".nrrd", ".nhdr"], NrrdFile.Read, NrrdFile.Write),
        new("MetaImage", [".mha", ".mhd"], MetaImageFile.Read, MetaImageFile.Write),
        new("NumPy", [".npy"], NumpyFile.Read, NumpyFile.Write),
        new("PGM", [".pgm"], PgmFile.Read, PgmFile.Write),
        new("PNG", [".png"], RasterFile.ReadContent, RasterFile.Write),
        new("TIFF", [".tiff", ".tif"], RasterFile.ReadContent, RasterFile.Write),
        new("JPEG", [".jpeg", ".jpg"], RasterFile.ReadContent, RasterFile.Write),
    ];
}
