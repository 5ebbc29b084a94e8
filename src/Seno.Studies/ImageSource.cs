using Seno.Core;
using Seno.Imaging.Formats;

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
    /// <exception cref="DataException">Missing, unreadable, or not an image.</exception>
    public static ImageContent Open(string path, ImageReadOptions options, DicomChoice dicom, Action<string> warn) =>
        IsDicom(path) ? DicomInput.Read(path, options, dicom, warn) : ImageFile.ReadContent(path, options, warn);
}
