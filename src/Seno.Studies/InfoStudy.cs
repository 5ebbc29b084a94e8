using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Studies.Reports;

namespace Seno.Studies;

/// <summary>Looks into an image file.</summary>
public static class InfoStudy
{
    /// <param name="path">The image.</param>
    /// <param name="options">What to take from it.</param>
    /// <param name="picture">A PNG that receives the middle slices; null for none.</param>
    /// <param name="output">Warnings.</param>
    /// <exception cref="DataException">The image cannot be read, or the picture not be written.</exception>
    public static ImageInfo Run(string path, ImageReadOptions options, string? picture, StudyOutput output)
    {
        var content = ImageSource.Open(path, options, output.Warn);
        var info = ImageInfo.Of(path, content);
        if (picture is not null)
            AtomicFile.Write(picture, stream => stream.Write(SliceMontage.Render(content, info)));
        return info;
    }
}
