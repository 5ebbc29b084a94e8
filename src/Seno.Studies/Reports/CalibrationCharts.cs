using System.Globalization;
using Seno.Core;
using Seno.Studies.Calibration;
using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Reports;

/// <summary>Reliability diagrams: how often what was given a probability came true, and how many voxels were given it.</summary>
internal static class CalibrationCharts
{
    /// <summary>Before and after by the kept method, a chart a set, region and label, each with its chart of counts.</summary>
    public static IEnumerable<NamedChart> Of(CalibrationResult result)
    {
        foreach (var place in result.Diagrams.GroupBy(diagram => (diagram.Set, diagram.Region, diagram.Label)))
        {
            CalibrationDiagram[] shown = [.. place.Where(diagram => diagram.Method == CalibratedSet.Before || diagram.Method == result.Method)];
            var several = result.Diagrams.Any(diagram => diagram.Label != place.Key.Label);
            var (name, title) = ($"{FileNames.For(place.Key.Set)}-{place.Key.Region}{(several ? "-" + FileNames.For(place.Key.Label) : "")}", $"{place.Key.Set}, {place.Key.Region}{(several ? ", " + place.Key.Label : "")}");
            yield return new($"reliability-{name}", Reliability(title, place.Key.Label, shown));
            yield return new($"counts-{name}", Counts(title, place.Key.Label, shown));
        }
    }

    private static Chart Reliability(string title, string label, CalibrationDiagram[] shown) => new()
    {
        Title = title,
        X = new($"mean probability of {label} in the bin", 0, 1),
        Y = new($"share that is {label}", 0, 1),
        Series =
        [
            new LineSeries("", Palette.Quiet, [(0, 0), (1, 1)]),
            .. shown.Select((diagram, i) => new LineSeries("", Palette.Of(i), [.. diagram.Bins.Select(bin => (bin.Probability, bin.Frequency))])),
            .. shown.Select((diagram, i) => new PointSeries(NameOf(diagram), Palette.Of(i), [.. diagram.Bins.Select(bin => new ChartPoint(bin.Probability, bin.Frequency, Text(diagram, bin)))], Crosses: i == 0)),
        ],
    };

    private static Chart Counts(string title, string label, CalibrationDiagram[] shown) => new()
    {
        Title = title,
        X = new($"mean probability of {label} in the bin", 0, 1),
        Y = new("voxels in the bin", Logarithmic: true),
        Series =
        [
            .. shown.Select((diagram, i) => new LineSeries("", Palette.Of(i), [.. diagram.Bins.Select(bin => (bin.Probability, bin.Count))])),
            .. shown.Select((diagram, i) => new PointSeries(NameOf(diagram), Palette.Of(i), [.. diagram.Bins.Select(bin => new ChartPoint(bin.Probability, bin.Count, Text(diagram, bin)))], Crosses: i == 0)),
        ],
    };

    private static string NameOf(CalibrationDiagram diagram) => diagram.Method == CalibratedSet.Before ? "before" : diagram.Method;

    private static string Text(CalibrationDiagram diagram, CalibrationDiagram.Bin bin) =>
        string.Create(CultureInfo.InvariantCulture, $"{NameOf(diagram)}: {bin.Count:F0} voxels, mean probability {bin.Probability:F3}, came true {bin.Frequency:F3}");
}
