using System.CommandLine;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno convert IN OUT</summary>
internal static class ConvertVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var input = new Argument<string>("input") { Description = "An image file; or a DICOM file, folder, zip or tar.gz: a series, a segmentation (SEG) or contours (RTSTRUCT)." };
        var target = new Argument<string>("output") { Description = $"The new file; its ending says the format: {string.Join(" ", ImageFile.Endings.Order(StringComparer.Ordinal))}, or .dcm for a segmentation." };
        var orient = new Option<string?>("--orient") { Description = "Turn the image, without interpolation, so that x, y and z run there: RAS, LPS, PIR, …" };
        var component = new Option<string?>("--component") { Description = "Take one component: red, green, blue, alpha, luminance, real, imaginary, magnitude, phase, or the number of a volume from 0." };
        var unshear = new Option<bool>("--resample-sheared") { Description = "Resample an image whose axes are not perpendicular, linearly, to a grid around it." };
        var nearest = new Option<bool>("--nearest") { Description = "With --resample-sheared: take the nearest voxel, as label maps need." };
        var series = SharedOptions.Series();
        var source = SharedOptions.Source();
        var kind = new Option<string?>("--as") { Description = "Write DICOM: seg (default where OUTPUT ends in .dcm), fractions, rtstruct, or series (OUTPUT is a folder)." };
        kind.AcceptOnlyFromAmong("seg", "fractions", "rtstruct", "series");
        var id = new Option<string?>("--case") { Description = "OUTPUT is a data set in nnU-Net's layout, made where there is none: the image becomes this case of it, each phase a channel." };
        var command = new Command("convert", "Write an image in another format. Values, place, voxel type, times and names are kept where the format has room, and it says what is lost.") { input, target, orient, component, series, source, kind, id, unshear, nearest };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(nearest) && !parsed.GetValue(unshear))
                throw new DataException("--nearest", "has no meaning without --resample-sheared", "Give both, or leave it out");
            var request = new ConvertRequest(parsed.GetRequiredValue(input), parsed.GetRequiredValue(target))
            {
                Orient = parsed.GetValue(orient),
                Component = parsed.GetValue(component),
                Dicom = new(parsed.GetValue(series), parsed.GetValue(source)),
                As = parsed.GetValue(kind),
                Case = parsed.GetValue(id),
                Unshear = parsed.GetValue(unshear) ? parsed.GetValue(nearest) ? Interpolation.Nearest : Interpolation.Linear : null,
            };
            var written = ConvertStudy.Run(request, shared.Terminal(parsed).Output);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(written));
            else
                Console.Out.WriteLine($"{written.File}: {written.Format}, {written.StoredAs}, {string.Join("×", written.Size)}{(written.Volumes > 1 ? $", {written.Volumes} volumes" : "")}{(written.Axes is null ? "" : $", {written.Axes}")}");
        });
        return command;
    }
}
