using Seno.Imaging.Formats.MetaImage;
using Seno.Imaging.Formats.Nifti;
using Seno.Imaging.Formats.Nrrd;
using Seno.Imaging.Formats.Raster;

namespace Seno.Imaging.Formats;

/// <summary>Every image format of one file: adding one is a file and a line here.</summary>
internal static class ImageFormatTable
{
    public static IReadOnlyList<ImageFormat> All { get; } =
    [
        new("NIfTI", [".nii.gz", ".nii", ".hdr.gz", ".hdr"], true, NiftiFile.Read, NiftiFile.Write),
        new("NRRD", [".nrrd", ".nhdr"], true, NrrdFile.Read, NrrdFile.Write),
        new("MetaImage", [".mha", ".mhd"], true, MetaImageFile.Read, MetaImageFile.Write),
        new("NumPy", [".npy"], false, NumpyFile.Read, NumpyFile.Write),
        new("PGM", [".pgm"], false, PgmFile.Read, PgmFile.Write),
        new("PNG", [".png"], false, RasterFile.ReadContent, RasterFile.Write),
        new("TIFF", [".tiff", ".tif"], false, RasterFile.ReadContent, TiffWriter.Write),
        new("JPEG", [".jpeg", ".jpg"], false, RasterFile.ReadContent, RasterFile.Write),
    ];
}
