using System.Globalization;
using System.Text;
using Seno.Core;
using Seno.Evaluation.Calibration;
using Seno.Evaluation.Statistics;
using Seno.Studies.Calibration;
using Seno.Studies.Reports.Charts;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Reports;

/// <summary>A calibration as files: report.html, summary.json, calibration.csv and figures/.</summary>
internal static class CalibrationReport
{
    private static readonly string[] Shown = ["ece", "ece_equal_mass", "ece_classwise", "mce", "brier", "nll", "labels_changed"];

    /// <summary>But for the figures.</summary>
    public static IEnumerable<string> Outputs(string folder) =>
        new[] { "summary.json", "calibration.csv", "report.html" }.Select(name => Path.Combine(folder, name));

    public static void Write(CalibrationResult result)
    {
        NamedChart[] charts = [.. CalibrationCharts.Of(result)];
        foreach (var (name, chart) in charts.Where(chart => !chart.Chart.IsEmpty))
            ChartFile.Write(Path.Combine(result.Folder, "figures"), name, chart);
        SenoJson.WriteFile(Path.Combine(result.Folder, "summary.json"), result);
        AtomicFile.WriteText(Path.Combine(result.Folder, "calibration.csv"), Csv(result.Rows));
        HtmlReport.Write(Path.Combine(result.Folder, "report.html"), new ReportContent
        {
            Title = $"{result.Dataset}: calibration",
            KeyFigures = [.. KeyFigures(result)],
            Statements = [.. result.Rows.GroupBy(row => (row.Set, row.Region, row.Label)).Select(place => Statement(place.Key.Set, place.Key.Region, place.Key.Label, [.. place]))],
            ResultCharts = charts,
            FactsTitle = "What was done",
            Facts = [.. Facts(result)],
        });
    }

    /// <summary>The kept map in one line: "temperature, T = 1.42".</summary>
    public static string Describe(CalibrationFile kept) => kept.Map switch
    {
        TemperatureScaling map => string.Create(CultureInfo.InvariantCulture, $"temperature, T = {map.Temperature:F3}"),
        PlattScaling map => string.Create(CultureInfo.InvariantCulture, $"Platt, {string.Join("; ", map.Curves.Select(curve => string.Create(CultureInfo.InvariantCulture, $"a = {curve.Slope:F3}, b = {curve.Intercept:F3}")))}"),
        IsotonicRegression map => string.Create(CultureInfo.InvariantCulture, $"isotonic, {map.Curves.Sum(curve => curve.Odds.Count)} knots"),
        _ => kept.Method,
    };

    private static IEnumerable<KeyFigure> KeyFigures(CalibrationResult result)
    {
        foreach (var after in result.Rows.Where(row => row.Set == result.Rows[0].Set && row.Method == result.Method && (row.Measure is "ece" or "nll")))
        {
            var before = result.Rows.First(row => row.Set == after.Set && row.Region == after.Region && row.Label == after.Label && row.Measure == after.Measure);
            yield return new(HtmlReport.Number(after.Value.Value), $"{after.Measure.ToUpperInvariant()} of {after.Label}, {after.Region}, after", $"{HtmlReport.Number(before.Value.Value)} before");
        }
    }

    private static KeyValuePair<string, IReadOnlyList<string>> Statement(string set, string region, string label, CalibrationRow[] rows) => new(
        $"{set}, {region}, {label}",
        [.. rows.GroupBy(row => row.Method).Select(method => $"{(method.Key == CalibratedSet.Before ? "before" : method.Key)}: {string.Join(", ", method.Where(row => Shown.Contains(row.Measure)).Select(row => $"{row.Measure} {Text(row.Value)}"))}.")]);

    private static IEnumerable<KeyValuePair<string, string>> Facts(CalibrationResult result)
    {
        yield return new("kept with the run", $"{Describe(result.Kept)}, fitted on all {Counted.Of(result.Kept.Cases, "validation case")} of folds {string.Join(", ", result.Folds)}, over the {result.Region}");
        yield return new("figures after calibration", $"cross-fitted; {result.CrossFitting}");
        foreach (var (set, cases) in result.Cases)
            yield return new(set, $"{Counted.Of(cases, "case")} of {Counted.Groups(result.Patients[set])}");
        yield return new("pooling", "voxels of all cases together, so that large images count more; near the lesion: within 5 mm (px) of it, cases without one left out");
        yield return new("intervals", "95 %, BCa bootstrap over patients; the bins of equal mass stay those of all cases");
    }

    private static string Csv(IReadOnlyList<CalibrationRow> rows)
    {
        var text = new StringBuilder("set,region,method,label,measure,value,low,high,lessBefore,lessBeforeLow,lessBeforeHigh\n");
        foreach (var row in rows)
        {
            text.Append(string.Join(',', new[] { row.Set, row.Region, row.Method, row.Label, row.Measure }.Select(CsvText.Quoted)));
            foreach (var number in new[] { row.Value.Value, row.Value.Low, row.Value.High, row.LessBefore?.Value ?? double.NaN, row.LessBefore?.Low ?? double.NaN, row.LessBefore?.High ?? double.NaN })
                text.Append(',').Append(CsvNumber.Of(number));
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Text(Estimate value) => double.IsNaN(value.Low) ? Number(value.Value) : $"{Number(value.Value)} ({Number(value.Low)} to {Number(value.High)})";

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture).Replace('-', '−');
}
