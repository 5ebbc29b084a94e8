using Seno.Core;
using Seno.Imaging.Formats;

namespace Seno.Studies;

/// <summary>The one place where what convert and info are given is opened.</summary>
internal static class ImageSource
{
    /// <param name="path">An image file. A DICOM folder or archive would be opened here too.</param>
    /// <param name="options">What to take from it.</param>
    /// <param name="warn">Told of what was done to the image that its owner may not expect.</param>
    /// <exception cref="DataException">Missing, unreadable, or not an image.</exception>
    public static ImageContent Open(string path, ImageReadOptions options, Action<string> warn)
    {
        if (Directory.Exists(path) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            throw new DataException(path, "is a folder or an archive, where an image file is expected", $"Give one file; known endings: {string.Join(" ", ImageFile.Endings)}");
        return ImageFile.ReadContent(path, options, warn);
    }
}
