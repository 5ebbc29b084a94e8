using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Imaging.Formats;
using Seno.Imaging.Operators;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno info FILE</summary>
internal static class InfoVerb
{
    private const int BarWidth = 40;

    public static Command Create()
    {
        var shared = new SharedOptions();
        var file = new Argument<string>("file") { Description = "An image file; or a DICOM file, folder, zip or tar.gz." };
        var picture = new Option<string?>("--png") { Description = "Write the middle slices of the three planes, in patient orientation, to this PNG." };
        var component = new Option<string?>("--component") { Description = "Look at one component of a colour or complex image, or at one volume by its number from 0." };
        var unshear = new Option<bool>("--resample-sheared") { Description = "Look at a sheared image as 'seno convert' would resample it." };
        var series = SharedOptions.Series();
        var source = SharedOptions.Source();
        var command = new Command("info", "Show what an image file holds: format, size, spacing, place, voxel type, values, times, names; of DICOM, every series, segmentation and structure set.") { file, picture, component, series, source, unshear };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            var options = new ImageReadOptions { Component = parsed.GetValue(component), Unshear = parsed.GetValue(unshear) ? Interpolation.Linear : null };
            var found = InfoStudy.Run(parsed.GetRequiredValue(file), options, new(parsed.GetValue(series), parsed.GetValue(source)), parsed.GetValue(picture), shared.Terminal(parsed).Output);
            if (parsed.GetValue(shared.Json))
            {
                Console.Out.WriteLine(found.Objects is null ? SenoJson.Write(found.Image) : SenoJson.Write(found));
                return;
            }
            if (found.Objects is { } objects && (objects.Count > 1 || found.Image is null))
                Print(objects);
            if (found.Image is { } info)
                Print(info);
        });
        return command;
    }

    private static void Print(IReadOnlyList<DicomObjectInfo> objects)
    {
        foreach (var one in objects)
        {
            var size = one.Size is null ? "" : $" of {string.Join("×", one.Size)}";
            var volumes = one.Volumes > 1
                ? string.Create(CultureInfo.InvariantCulture, $"\n  {one.Volumes} volumes told apart by {one.SeparatedBy}")
                : "";
            var number = one.Number is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{one.Number}: ");
            var what = one.Kind switch
            {
                "series" => $"{number}{one.Modality}, {Counted.Of(one.Images, "image")}{size}",
                "segmentation" => $"SEG, {Counted.Of(one.Images, "segment")}",
                _ => $"RTSTRUCT, {Counted.Of(one.Images, "region")}",
            };
            var file = one.File is null ? "" : $", {one.File}";
            var problem = one.Problem is null ? "" : $"\n  {one.Problem}";
            var description = one.Description.Length > 0 ? $", {one.Description}" : "";
            Console.Out.WriteLine(PlainText.Of($"{what}{description}") + $"\n  {one.Id}{file}{volumes}{problem}");
        }
        if (objects.Count(one => one.Number is not null) > 0 && objects.Count > 1)
            Console.Out.WriteLine("Look into a series with --series NUMBER.");
    }

    private static void Print(ImageInfo info)
    {
        static void Line(string name, string value) => Console.Out.WriteLine($"{name,-11} {PlainText.Of(value)}");
        Line("file", info.File);
        Line("format", $"{info.Format}, {info.StoredAs}");
        Line("size", $"{string.Join(" × ", info.Size)} voxels{(info.Volumes > 1 ? $", {info.Volumes} volumes" : "")}");
        var unit = info.Spacing?.Count == 2 ? " mm, thickness not stated" : " mm";
        Line("spacing", info.Spacing is { } spacing ? Text(spacing, " × ") + unit : "unknown: lengths are in pixels");
        if (info.Origin is not null)
            Line("origin", $"{Text(info.Origin, ", ")} mm (LPS)");
        if (info.Axes is not null)
            Line("axes", info.Axes + (info.Oblique > 0.1 ? $", oblique by {Text(info.Oblique.Value)}°" : ""));
        if (info.SeparatedBy is not null)
            Line("volumes", string.Create(CultureInfo.InvariantCulture, $"{info.Volumes} told apart by {info.SeparatedBy}"));
        if (info.Times is { } times)
            Line("times", $"{Text([.. times.Take(8)], ", ")}{(times.Count > 8 ? $", … {Text(times[^1])}" : "")} s");
        if (info.Components is not null)
            Line("components", string.Join(", ", info.Components));
        foreach (var (value, name) in info.Labels ?? new Dictionary<byte, string>())
            Line("label", $"{value} {name}");
        foreach (var (layer, value, name) in (info.LayerLabels ?? []).SelectMany((names, layer) => names.Select(label => (layer, label.Key, label.Value))))
            Line("label", $"{value} {name} (volume {layer})");
        Line("values", $"{Text(info.Values.Min)} to {Text(info.Values.Max)}, mean {Text(info.Values.Mean)}, standard deviation {Text(info.Values.StandardDeviation)}{(info.Values.NotFinite > 0 ? $"; {info.Values.NotFinite} not finite" : "")}");
        PrintHistogram(info.Values.Histogram);
    }

    private static void PrintHistogram(IReadOnlyList<ValueBin> bins)
    {
        var largest = bins.Count == 0 ? 1 : bins.Max(bin => bin.Count);
        var names = bins.Select(bin => bin.From == bin.To ? Text(bin.From) : $"{Text(bin.From)} to {Text(bin.To)}").ToArray();
        var width = names.Length == 0 ? 0 : names.Max(name => name.Length);
        for (var i = 0; i < bins.Count; i++)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {names[i].PadLeft(width)}  {Bar((double)bins[i].Count / largest)} {bins[i].Count}"));
    }

    /// <summary>In eighths of a character; what is there at all is seen.</summary>
    private static string Bar(double share)
    {
        var eighths = share > 0 ? Math.Max(1, (int)Math.Round(8 * BarWidth * share)) : 0;
        return (new string('█', eighths / 8) + (eighths % 8 > 0 ? " ▏▎▍▌▋▊▉"[eighths % 8].ToString() : "")).PadRight(BarWidth);
    }

    private static string Text(IReadOnlyList<double> numbers, string separator) => string.Join(separator, numbers.Select(Text));

    private static string Text(double number) => number.ToString(Math.Abs(number) < 1 ? "0.#####" : Math.Abs(number) < 1000 ? "0.####" : "0.##", CultureInfo.InvariantCulture);
}
