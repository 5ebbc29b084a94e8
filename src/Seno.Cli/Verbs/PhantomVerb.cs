using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno phantom MODALITY</summary>
internal static class PhantomVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var modality = new Argument<string>("modality") { Description = string.Join(", ", PhantomStudy.Modalities.Select(known => $"{known.Name} ({known.Title})")) + "." };
        modality.AcceptOnlyFromAmong([.. PhantomStudy.Modalities.Select(known => known.Name)]);
        var output = new Option<string>("--out", "-o") { Description = "New folder for the data set.", Required = true };
        var cases = new Option<int>("--cases", "-n") { Description = "Cases, each of another patient; mammograms: two to a patient, CC and MLO.", DefaultValueFactory = _ => 20 };
        var readers = new Option<int>("--readers") { Description = "Simulated readers with known habits, as labelsTr.A, labelsTr.B, …", DefaultValueFactory = _ => 0 };
        var centres = new Option<int>("--centres") { Description = "Scanners that differ as those of several hospitals do (resolution, dose or field, calibration); cases take them in turn.", DefaultValueFactory = _ => 1 };
        var size = new Option<int?>("--size") { Description = "Voxels along each axis; pixels across an ultrasound image, rows of a mammogram. Default: sbct 160; dce 192, with --voi 128; us 240; mammo the unit's own pixels of 0.07 to 0.1 mm, with --voi 512." };
        var interest = new Option<bool>("--voi") { Description = "Cubes (mammograms: squares) about one lesion each, in the scanner's own voxels, instead of whole breasts." };
        var projection = new Option<bool>("--projection") { Description = "sbct: from simulated projections (polychromatic fan beam, counted quanta, filtered back-projection) instead of in the image domain; takes minutes a case." };
        var raw = new Option<bool>("--raw") { Description = "mammo: images for processing (quanta counted in each pixel, linear) instead of for presentation (logarithm, compensated rim, sigmoid window, 0 to 4095)." };
        var lesions = new Option<int?>("--lesions") { Description = "Lesions in a breast. Default: one to three; with --voi one." };
        var diameter = new Option<string>("--diameter") { Description = "Smallest..largest lesion, mm, within 2..30.", DefaultValueFactory = _ => "4..20" };
        var density = new Option<string?>("--density") { Description = "Density class a, b, c or d. Default: as in a screening population." };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same cohort, bit for bit.", DefaultValueFactory = _ => 1 };
        var command = new Command("phantom", "Simulate a cohort with exact truth: images, lesions (hard and soft), tissues, readers.") { modality, output, cases, readers, centres, size, interest, projection, raw, lesions, diameter, density, seed };
        command.Options.Add(shared.Threads);
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var result = PhantomStudy.Run(new()
            {
                Modality = parsed.GetRequiredValue(modality),
                Output = parsed.GetRequiredValue(output),
                Cases = parsed.GetValue(cases),
                Readers = parsed.GetValue(readers),
                Centres = parsed.GetValue(centres),
                Size = parsed.GetValue(size),
                VolumesOfInterest = parsed.GetValue(interest),
                Projection = parsed.GetValue(projection),
                Raw = parsed.GetValue(raw),
                Lesions = parsed.GetValue(lesions),
                Diameter = Range(parsed.GetRequiredValue(diameter)),
                Density = DensityOf(parsed.GetValue(density)),
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(shared.Threads),
            }, shared.Terminal(parsed).Output, cancel);
            Console.Out.WriteLine(parsed.GetValue(shared.Json)
                ? SenoJson.Write(result)
                : string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(result.Cases, "case")} with {Counted.Of(result.Lesions, "lesion")} in {result.Folder}"));
            return 0;
        }));
        return command;
    }

    private static (double Low, double High) Range(string text)
    {
        var ends = text.Split("..");
        return ends.Length is 1 or 2 && InvariantNumber.TryParse(ends[0], out double low) && InvariantNumber.TryParse(ends[^1], out double high)
            ? (low, high)
            : throw new DataException("--diameter", $"'{text}' is no range", "Write for instance 4..20");
    }

    private static char? DensityOf(string? text) => text switch
    {
        null => null,
        { Length: 1 } => text[0],
        _ => throw new DataException("--density", $"'{text}' is no density class", "Choose a, b, c or d"),
    };
}
