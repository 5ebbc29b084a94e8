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
        using var guard = OutputPaths.Guard(
            picture is null ? [] : InputFiles.OfImage(path).Concat(InputFiles.OfImage(dicom.Source)),
            picture is null ? [] : [picture]);
        var notes = new List<string>();
        var objects = ImageSource.IsDicom(path) ? Objects(path, notes) : null;
        var several = objects?.Count > 1 && dicom.Series is null;
        if (picture is null && objects is not null && (several || (objects is [{ Kind: "structures" }] && dicom.Source is null)))
        {
            RequireChoice(path, options, dicom, objects.Count);
            notes.ForEach(output.Warn);
            return new(objects, null);
        }
        var content = ImageSource.Open(path, options, dicom, output.Warn);
        var info = ImageInfo.Of(path, content);
        if (picture is not null)
            AtomicFile.Write(picture, stream => stream.Write(SliceMontage.Render(content, info)));
        return new(objects, info);
    }

    private static IReadOnlyList<DicomObjectInfo> Objects(string path, List<string> notes)
    {
        using var found = DicomSource.Open(path);
        notes.AddRange(found.Notes);
        return DicomObjectInfo.Of(found);
    }

    /// <exception cref="DataException">An option that says what to take from one image, and no image is chosen.</exception>
    private static void RequireChoice(string path, ImageReadOptions options, DicomChoice dicom, int objects)
    {
        var ignored = options switch
        {
            { Component: not null } => "--component",
            { Unshear: not null } => "--resample-sheared",
            _ => dicom.Source is null ? null : "--source",
        };
        if (ignored is not null)
            throw new DataException(
                ignored,
                $"is for one image, and {path} holds {(objects > 1 ? $"{objects} objects" : "contours")}",
                objects > 1 ? "Choose one with --series NUMBER, or give its file" : "Give the images with --source");
    }
}
