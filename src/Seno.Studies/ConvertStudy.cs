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
        var dicom = request.As
            ?? (request.Output.EndsWith(".dcm", StringComparison.OrdinalIgnoreCase) && request.Case is null ? "seg" : null);
        RequireMeaning(request, dicom);
        var keepsPlace = dicom is not null || request.Case is not null || ImageFile.KeepsPlace(request.Output);
        if (request.Orient is { } code)
            RequireCode(code);
        using var guard = OutputPaths.Guard(
            InputFiles.OfImage(request.Input).Concat(InputFiles.OfImage(request.Dicom.Source)),
            Outputs(request, dicom));
        var choice = request.Dicom with { SourceForOutput = RefersToImages(dicom) };
        var content = ImageSource.Open(request.Input, request.ReadOptions, choice, output.Warn);
        if (request.Orient is not null)
            content = content with { Images = Turned(content.Images, request.Orient, request.Input) };
        if (!content.ThicknessKnown && content.Images.Geometry.SpacingKnown && keepsPlace && !RefersToImages(dicom))
            output.Warn($"{request.Input}: its slice states no thickness; 1 mm is written in its place, so volumes in mm³ mean nothing");
        if (request.Case is not null && content.Format is "DICOM SEG" or "DICOM RTSTRUCT")
            throw OptionUse.Without(
                "--case",
                request.Input,
                "a segmentation, while a case begins with its image",
                "convert it to a label map, and put that into labelsTr");
        if (request.Case is not null)
            return ImageInfo.Of(CaseOutput.Write(request.Output, request.Case, content)[0], content);
        if (dicom is not null)
        {
            DicomOutput.Write(request.Output, dicom, content, request.Dicom, output.Warn);
            // its own warnings were given when the input was read
            var options = new ImageReadOptions { Component = dicom == "fractions" ? "1" : null };
            var again = ImageSource.Open(request.Output, options, dicom == "series" ? new() : request.Dicom, _ => { });
            return ImageInfo.Of(request.Output, again);
        }
        ImageFile.Write(request.Output, content);
        var written = ImageFile.ReadContent(request.Output);
        if (!keepsPlace && content.Images.Geometry.SpacingKnown)
            output.Warn($"{request.Output}: this format has no room for {(written.Images.Geometry.SpacingKnown ? "" : "spacing, ")}origin and orientation; they are lost");
        if (content.LabelNames.Count + content.LayerNames.Count > 0 && written.LabelNames.Count + written.LayerNames.Count == 0)
            output.Warn($"{request.Output}: this format has no room for the names of labels; they are lost");
        if (content.Images.Times is not null && written.Images.Times is null)
            output.Warn($"{request.Output}: this format has no room for times; they are lost");
        return ImageInfo.Of(request.Output, written);
    }

    private static bool RefersToImages(string? dicom) => dicom is "seg" or "fractions" or "rtstruct";

    /// <exception cref="DataException">An option that what is written would ignore.</exception>
    private static void RequireMeaning(ConvertRequest request, string? dicom)
    {
        var ending = ImageFile.EndingOf(request.Output);
        if (request.As is not null && request.Case is not null)
            throw OptionUse.Together("--as", "--case", "a case of a data set is no DICOM");
        if (request.As is { } kind && ending is not null)
            throw new DataException(
                "--as",
                $"{kind} writes DICOM, and OUTPUT ends in {ending}",
                kind == "series" ? "Name a folder" : "Let it end in .dcm");
        if (request.Case is not null && (ending is not null || File.Exists(request.Output)))
            throw new DataException(
                "--case",
                $"OUTPUT is a data set, which is a folder, and {request.Output} is a file",
                "Name a folder, or leave out --case");
        if (request.Orient is not null && RefersToImages(dicom))
            throw OptionUse.Together("--orient", $"--as {dicom}", "a segmentation lies as its images do");
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
