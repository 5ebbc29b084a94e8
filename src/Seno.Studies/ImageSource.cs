using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;

namespace Seno.Studies;

/// <summary>The one place where what convert and info are given is opened: an image file, or anything of DICOM.</summary>
internal static class ImageSource
{
    private static readonly string[] HalvesOfPairs = [".img", ".img.gz"];

    /// <summary>Whether a path can only be DICOM: a folder, or a file whose ending no other format has.</summary>
    public static bool IsDicom(string path) =>
        Directory.Exists(path) || (File.Exists(path) && ImageFile.EndingOf(path) is null && !HalvesOfPairs.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)));

    /// <param name="path">An image file, or a DICOM file, folder or archive.</param>
    /// <param name="options">What to take from it.</param>
    /// <param name="dicom">Which series of DICOM, and what its segmentations and contours lie on.</param>
    /// <param name="warn">Told of what was done to the image that its owner may not expect.</param>
    /// <exception cref="DataException">
    /// Missing, unreadable, not an image, or not on the grid of the images it is said to lie on; or an option that has no meaning for it.
    /// </exception>
    public static ImageContent Open(string path, ImageReadOptions options, DicomChoice dicom, Action<string> warn)
    {
        if (IsDicom(path))
            return DicomInput.Read(path, options, dicom, warn);
        if (dicom.Series is not null && dicom.Source is null)
            throw OptionUse.Without("--series", path, "no DICOM series");
        if (options.Unshear is not null && File.Exists(path) && !ImageFile.KeepsPlace(path))
            throw OptionUse.Without("--resample-sheared", path, "an image without orientation, which cannot be sheared");
        var content = ImageFile.ReadContent(path, options, warn);
        if (dicom.Source is not null && !dicom.SourceForOutput)
            RequireGrid(path, content, dicom, warn);
        return content;
    }

    /// <summary>A label map that is said to lie on images is checked against them.</summary>
    private static void RequireGrid(string path, ImageContent content, DicomChoice dicom, Action<string> warn)
    {
        if (!IsDicom(dicom.Source!))
        {
            DicomOutput.RequireSameGrid(path, content.Images.Volumes[0], ImageFile.ReadContent(dicom.Source!).Images.Geometry);
            return;
        }
        using var images = DicomSource.Open(dicom.Source!);
        DicomOutput.RequireSameGrid(path, content.Images.Volumes[0], images.Choose(dicom.Series, warn).Geometry);
    }
}
