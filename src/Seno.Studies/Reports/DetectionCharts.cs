using System.Globalization;
using Seno.Core;
using Seno.Evaluation;
using Seno.Evaluation.Detection;
using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Reports;

/// <summary>How many lesions were found at how many false positives an image.</summary>
internal static class DetectionCharts
{
    /// <summary>froc.svg and froc.png where lesions were counted and probabilities were at hand; one a label where there are several.</summary>
    public static void Write(string folder, EvaluationSummary summary)
    {
        foreach (var (name, chart) in Of(summary))
            ChartFile.Write(folder, name, chart);
    }

    public static IEnumerable<NamedChart> Of(EvaluationSummary summary)
    {
        foreach (var (label, found) in summary.Labels)
        {
            if (found.Detection?.Froc is { } curve)
                yield return new(summary.Labels.Count == 1 ? "froc" : "froc-" + FileNames.For(label), Of(curve, label));
        }
    }

    private static Chart Of(FrocCurve curve, string label) => new()
    {
        Title = string.Create(CultureInfo.InvariantCulture, $"FROC, {label}: {curve.Lesions} lesions in {curve.Images} images"),
        X = new("false positives an image", FrocCurve.Rates[0], FrocCurve.Rates[^1], Logarithmic: true),
        Y = new("lesions found", 0, 1),
        Series =
        [
            new LineSeries("", Palette.Of(0), [.. Steps(curve)]),
            new PointSeries(string.Create(CultureInfo.InvariantCulture, $"mean {curve.Mean:F3}"), Palette.Of(0), [.. FrocCurve.Rates.Zip(curve.SensitivityAt, (rate, sensitivity) => new ChartPoint(rate, sensitivity, string.Create(CultureInfo.InvariantCulture, $"{sensitivity:F3} at {rate} false positives an image")))]),
        ],
    };

    private static IEnumerable<(double X, double Y)> Steps(FrocCurve curve)
    {
        var (low, high) = (FrocCurve.Rates[0], FrocCurve.Rates[^1]);
        var height = curve.SensitivityAt[0];
        yield return (low, height);
        foreach (var point in curve.Points.Where(point => point.FalsePositivesPerImage > low && point.FalsePositivesPerImage <= high))
        {
            yield return (point.FalsePositivesPerImage, height);
            height = point.Sensitivity;
            yield return (point.FalsePositivesPerImage, height);
        }
        yield return (high, height);
    }
}
