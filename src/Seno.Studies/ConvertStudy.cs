using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;

namespace Seno.Studies;

/// <summary>Writes an image in another format, turned if asked for; warns of what the new format has no room for.</summary>
public static class ConvertStudy
{
    /// <returns>What was written.</returns>
    /// <exception cref="DataException">The image cannot be read, turned as asked, or held by the other format.</exception>
    public static ImageInfo Run(ConvertRequest request, StudyOutput output)
    {
        var dicom = request.As ?? (request.Output.EndsWith(".dcm", StringComparison.OrdinalIgnoreCase) ? "seg" : null);
        var keepsPlace = dicom is not null || request.Case is not null || ImageFile.KeepsPlace(request.Output);
        if (request.Orient is { } code)
            RequireCode(code);
        using var guard = OutputPaths.Guard(InputFiles.OfImage(request.Input).Concat(InputFiles.OfImage(request.Dicom.Source)),
            Outputs(request, dicom));
        var content = ImageSource.Open(request.Input, request.ReadOptions, request.Dicom, output.Warn);
        if (request.Orient is not null)
            content = content with { Images = Turned(content.Images, request.Orient, request.Input) };
        if (request.Case is not null)
            return ImageInfo.Of(CaseOutput.Write(request.Output, request.Case, content)[0], content);
        if (dicom is not null)
        {
            DicomOutput.Write(request.Output, dicom, content, request.Dicom);
            return ImageInfo.Of(request.Output, ImageSource.Open(request.Output, new() { Component = dicom == "fractions" ? "1" : null }, dicom == "series" ? new() : request.Dicom, output.Warn));
        }
        ImageFile.Write(request.Output, content);
        if (!keepsPlace && content.Images.Geometry.SpacingKnown)
            output.Warn($"{request.Output}: this format has no room for spacing, origin and orientation; they are lost");
        var written = ImageFile.ReadContent(request.Output);
        if (content.LabelNames.Count > 0 && written.LabelNames.Count == 0)
            output.Warn($"{request.Output}: this format has no room for the names of labels; they are lost");
        if (content.Images.Times is not null && written.Images.Times is null)
            output.Warn($"{request.Output}: this format has no room for times; they are lost");
        return ImageInfo.Of(request.Output, written);
    }

    /// <summary>Of a series or a case, whose files are counted later: those that are there already.</summary>
    private static IEnumerable<string> Outputs(ConvertRequest request, string? dicom)
    {
        var (folder, pattern) = request.Case is { } id ? (Path.Combine(request.Output, "imagesTr"), id + "_*") : (request.Output, "*.dcm");
        if (request.Case is null && dicom != "series")
            return dicom is null ? ImageParts.Written(request.Output) : [request.Output];
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];
    }

    private static void RequireCode(string code)
    {
        try
        {
            AxisCodes.Parse(code);
        }
        catch (ArgumentException)
        {
            throw new DataException("--orient", $"'{code}' is no axis code", "Write one letter each of L or R, P or A, S or I: where x, y and z run, such as RAS, LPS or PIR");
        }
    }

    private static VolumeSequence Turned(VolumeSequence images, string code, string path) => images.Geometry.SpacingKnown
        ? Reorient.To(images, code)
        : throw new DataException(path, "does not say how it lies in the patient, so it cannot be turned", "Leave out --orient, or give it an orientation first");
}
