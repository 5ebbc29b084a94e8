using System.Globalization;
using Seno.Core;
using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Reports;

/// <summary>How the cases came out: distributions of DSC and HD95, and DSC against the lesion's size. Empty references are in none of them.</summary>
internal static class ResultCharts
{
    private const int DiceBins = 20;
    private const int DistanceBins = 20;

    public static IEnumerable<NamedChart> Of(IReadOnlyList<CaseRow> rows, string unit)
    {
        var labels = rows.Select(row => row.Label).Distinct().ToArray();
        foreach (var label in labels)
        {
            var lesions = rows.Where(row => row.Label == label && row.ReferenceVoxels > 0).ToArray();
            var (suffix, of) = labels.Length > 1 ? ("-" + FileNames.For(label), ", " + label) : ("", "");
            if (lesions.Any(row => !double.IsNaN(row.Dsc)))
            {
                yield return new("dsc" + suffix, Dice(lesions, of));
                yield return new("size-dsc" + suffix, SizeAgainstDice(lesions, of));
            }
            if (lesions.Any(row => !row.Missed && double.IsFinite(row.Hd95)))
                yield return new("hd95" + suffix, Distance(lesions, unit, of));
        }
    }

    private static Chart Dice(CaseRow[] lesions, string of)
    {
        var missed = lesions.Count(row => row.Missed);
        return new()
        {
            Title = "DSC" + of,
            X = new("DSC", 0, 1),
            Y = new("lesions", 0) { Counts = true },
            Series =
            [
                new BarSeries("missed", Palette.Of(1), [new(0, 1.0 / DiceBins, missed)]),
                new BarSeries("touched", Palette.Of(0), Histogram(lesions.Where(row => !row.Missed).Select(row => row.Dsc), 0, 1, DiceBins, missed)),
                new MarkSeries("median", Palette.Ink, OrderStatistics.Median(lesions.Select(row => row.Dsc))),
            ],
        };
    }

    private static Chart Distance(CaseRow[] lesions, string unit, string of)
    {
        var touched = lesions.Where(row => !row.Missed && double.IsFinite(row.Hd95)).Select(row => row.Hd95).ToArray();
        var high = AxisScale.Of(new("", 0), touched).Ticks[^1];
        return new()
        {
            Title = "HD95 of the lesions touched" + of,
            X = new($"HD95, {unit}", 0, high),
            Y = new("lesions", 0) { Counts = true },
            Series = [new BarSeries("", Palette.Of(0), Histogram(touched, 0, high, DistanceBins, 0)), new MarkSeries("median", Palette.Ink, OrderStatistics.Median(touched))],
        };
    }

    private static Chart SizeAgainstDice(CaseRow[] lesions, string of)
    {
        ChartPoint[] Points(bool missed) => [.. lesions.Where(row => row.Missed == missed).Select(row => new ChartPoint(row.ReferenceVoxels, row.Dsc, string.Create(CultureInfo.InvariantCulture, $"{row.Id}: {row.ReferenceVoxels} voxels, DSC {row.Dsc:F3}")))];
        return new()
        {
            Title = "Size of the lesion and DSC" + of,
            X = new("lesion in the reference, voxels (pixels)", Logarithmic: true),
            Y = new("DSC", 0, 1),
            Series = [new PointSeries("missed", Palette.Of(1), Points(true), Crosses: true), new PointSeries("touched", Palette.Of(0), Points(false))],
        };
    }

    /// <param name="values">Those at the upper end belong to the last bin.</param>
    /// <param name="low">Of the first bin.</param>
    /// <param name="high">Of the last.</param>
    /// <param name="bins">Of equal width.</param>
    /// <param name="below">What the first bar stands on.</param>
    private static ChartBar[] Histogram(IEnumerable<double> values, double low, double high, int bins, double below)
    {
        var counts = new int[bins];
        foreach (var value in values)
            counts[Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1)]++;
        var width = (high - low) / bins;
        return [.. counts.Select((count, i) => new ChartBar(low + i * width, low + (i + 1) * width, count, i == 0 ? below : 0))];
    }
}
