using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Formats.Dicom;
using Seno.Studies.Reports;

namespace Seno.Studies;

/// <summary>Looks into an image file, or a DICOM file, folder or archive.</summary>
public static class InfoStudy
{
    /// <param name="path">The image.</param>
    /// <param name="options">What to take from it.</param>
    /// <param name="dicom">What is meant where DICOM leaves a choice.</param>
    /// <param name="picture">A PNG that receives the middle slices; null for none.</param>
    /// <param name="output">Warnings.</param>
    /// <exception cref="DataException">The image cannot be read, or the picture not be written; or a picture is asked for of one series among several.</exception>
    public static InfoResult Run(string path, ImageReadOptions options, DicomChoice dicom, string? picture, StudyOutput output)
    {
        using var guard = OutputPaths.Guard(picture is null ? [] : InputFiles.OfImage(path).Concat(InputFiles.OfImage(dicom.Source)),
            picture is null ? [] : [picture]);
        var objects = ImageSource.IsDicom(path) ? Objects(path) : null;
        if (objects?.Count > 1 && dicom.Series is null && picture is null)
            return new(objects, null);
        if (objects is [{ Kind: "structures" }] && dicom.Source is null && picture is null)
            return new(objects, null);
        var content = ImageSource.Open(path, options, dicom, output.Warn);
        var info = ImageInfo.Of(path, content);
        if (picture is not null)
            AtomicFile.Write(picture, stream => stream.Write(SliceMontage.Render(content, info)));
        return new(objects, info);
    }

    private static IReadOnlyList<DicomObjectInfo> Objects(string path)
    {
        using var found = DicomSource.Open(path);
        return DicomObjectInfo.Of(found);
    }
}
