using Seno.Core;
using Seno.Data;
using Seno.Studies.Reports;
using Seno.Studies.Reports.Charts;

namespace Seno.Benchmarks.Plausibility;

/// <summary>phantoms-real DATA OUT PAGE [us|mammo|dce]: phantoms beside real images, as numbers, curves and contact sheets.</summary>
/// <remarks>OUT holds the data sets that bench/phantoms-real has made and receives everything, pictures of patients included; PAGE receives only charts and pictures of phantoms.</remarks>
internal static class PhantomsAgainstReal
{
    private const int MostUltrasound = 300;
    private const int CancersPerProtocol = 36;

    private static readonly (string Curve, string Title, string X, string Y)[] Curves =
    [
        ("grey levels", "Grey levels", "grey level, share of white", "pixels, %"),
        ("depth", "Grey level by depth", "depth, share of the image", "mean grey level, share of white"),
        ("spectrum", "Power spectrum", "spatial frequency, cycles per px", "log10 of the power"),
        ("edge", "Lesion's edge", "distance from the edge, radii", "0 as inside, 1 as around"),
        ("rim", "Grey level by distance from the breast's edge", "distance, px", "mean grey level, share of the range"),
        ("pe", "PE of cancers", "PE, %", "voxels, %"),
        ("ser", "SER of cancers", "SER", "voxels, %"),
        ("depth of pe", "PE by depth", "depth below the cancer's edge, mm", "PE over the cancer's mean"),
    ];

    public static int Run(string[] args)
    {
        if (args.Length is < 3 or > 4)
        {
            Console.Error.WriteLine("usage: bench/phantoms-real DATA OUT [us|mammo|dce]");
            return 2;
        }
        var (data, output, page) = (args[0], args[1], args[2]);
        foreach (var modality in args.Length == 4 ? args[3..] : ["us", "mammo", "dce"])
        {
            var (real, simulated) = Measure(modality, data, output);
            var protocols = modality == "dce" ? Protocols(real, output) : [];
            Write(modality, real, simulated, protocols, output, page);
            Sheets(modality, data, output, page);
        }
        return 0;
    }

    private static (IReadOnlyList<Measured> Real, Measured Simulated) Measure(string modality, string data, string output) => modality switch
    {
        "us" => (
            [UltrasoundMeasures.Of(Sets.Ultrasound(Path.Combine(output, "busbra"), "BUS-BRA", MostUltrasound)), UltrasoundMeasures.Of(Sets.Ultrasound(Path.Combine(output, "busi"), "BUSI", MostUltrasound))],
            UltrasoundMeasures.Of(Sets.Ultrasound(Path.Combine(output, "us"), "phantoms", MostUltrasound))),
        "mammo" => (
            [.. Sets.RealMammograms(data).Select(MammogramMeasures.Of)],
            MammogramMeasures.Of(Sets.Mammograms(Path.Combine(output, "mammo"), "phantoms"))),
        "dce" => (
            [DceMeasures.Of("NACT pilot", Sets.Nact(Path.Combine(data, "nact_dce")))],
            DceMeasures.Of("phantoms", Sets.Simulated(Path.Combine(output, "dce")))),
        _ => throw new DataException("modality", $"'{modality}' is not compared", "Choose us, mammo or dce"),
    };

    /// <summary>The same cancers under the phantoms' protocol and the real series', with a table of their own.</summary>
    private static Measured[] Protocols(IReadOnlyList<Measured> real, string output)
    {
        Measured[] protocols = [.. SimulatedCancers.Protocols.Select(protocol => DceMeasures.Of(protocol.Name, SimulatedCancers.Seen(protocol.Scanner, CancersPerProtocol)))];
        var table = ComparisonTable.Of([.. real, .. protocols]);
        AtomicFile.WriteText(Path.Combine(output, "dce-protocols.md"), table);
        Console.Out.WriteLine(table);
        return protocols;
    }

    /// <param name="modality">Starts the files' names.</param>
    /// <param name="real">The first is the yardstick.</param>
    /// <param name="simulated">The phantoms.</param>
    /// <param name="protocols">The phantoms under further protocols: in the files of numbers, the last in the charts too.</param>
    /// <param name="output">For numbers and tables.</param>
    /// <param name="page">For charts.</param>
    private static void Write(string modality, IReadOnlyList<Measured> real, Measured simulated, IReadOnlyList<Measured> protocols, string output, string page)
    {
        var rows = Comparison.Of(real, simulated);
        SenoJson.WriteFile(Path.Combine(output, modality + ".json"), new { real = real.Select(Numbers), simulated = Numbers(simulated), protocols = protocols.Select(Numbers), comparisons = rows });
        var table = ComparisonTable.Of(real, simulated, rows);
        AtomicFile.WriteText(Path.Combine(output, modality + ".md"), table);
        Console.Out.WriteLine(table);
        foreach (var (curve, title, x, y) in Curves.Where(curve => simulated.Curves.ContainsKey(curve.Curve)))
        {
            var chart = new Chart
            {
                Title = title,
                X = new(x),
                Y = new(y),
                Series =
                [
                    .. real.Append(simulated).Where(set => set.Curves.ContainsKey(curve)).Select((set, i) => new LineSeries(set.Name, set == simulated ? Palette.Of(1) : RealColour(i), set.Curves[curve])),
                    .. protocols.TakeLast(1).Select(set => new LineSeries("phantoms, " + set.Name, Palette.Of(2), set.Curves[curve])),
                ],
            };
            AtomicFile.WriteText(Path.Combine(page, $"{modality}-{curve.Replace(' ', '-')}.svg"), ChartSvg.Draw(chart));
        }
    }

    private static object Numbers(Measured set) => new { set.Name, set.Images, values = set.Values.ToDictionary(measure => measure.Key, measure => measure.Value.Select(item => item.Value)), curves = set.Curves.ToDictionary(curve => curve.Key, curve => curve.Value.Select(point => new[] { point.X, point.Y })) };

    private static string RealColour(int i) => Palette.Of(i == 0 ? 0 : i + 1);

    /// <summary>Phantoms alone for the page, phantoms and patients for the user's own folder.</summary>
    private static void Sheets(string modality, string data, string output, string page)
    {
        var simulated = Shown(Path.Combine(output, modality), modality == "dce" ? 1 : 0, 8);
        AtomicFile.Write(Path.Combine(page, modality + "-phantoms.png"), stream => stream.Write(ContactSheet.Render(simulated, 4)));
        ShownCase[] real = modality switch
        {
            "us" => [.. Shown(Path.Combine(output, "busbra"), 0, 8), .. Shown(Path.Combine(output, "busi"), 0, 4)],
            "mammo" => [.. Sets.RealMammograms(data).SelectMany(set => set.Samples.Take(4).Select(sample => ShownCase.Upright(
                sample.Id,
                set.Name,
                sample.Image,
                sample.Lesion,
                null)))],
            _ => [.. Sets.Nact(Path.Combine(data, "nact_dce")).Select(sample => ShownCase.Upright(
                sample.Id,
                "NACT pilot",
                sample.Early,
                sample.Lesion,
                null))],
        };
        ContactSheet.Write(Path.Combine(output, modality + "-beside-real.png"), [.. simulated, .. real], 4);
    }

    /// <summary>Some of a data set's cases, evenly spread, with their references.</summary>
    internal static ShownCase[] Shown(string folder, int channel, int count)
    {
        var dataset = Dataset.Open(folder);
        return [.. Enumerable.Range(0, Math.Min(count, dataset.Cases.Count)).Select(i => dataset.Cases[i * dataset.Cases.Count / Math.Min(count, dataset.Cases.Count)]).Select(item =>
        {
            var image = item.ReadChannels()[channel];
            return ShownCase.Upright(
                item.Id,
                item.Metadata.GetValueOrDefault("lesion_kind", dataset.Name),
                image,
                item.ReadReference(image.Geometry),
                null);
        })];
    }
}
