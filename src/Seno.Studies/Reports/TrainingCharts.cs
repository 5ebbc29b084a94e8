using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Reports;

/// <summary>How training went: loss and validation pseudo-Dice against iterations, a colour a fold.</summary>
internal static class TrainingCharts
{
    public static IEnumerable<NamedChart> Of(IReadOnlyList<TrainingCurve> curves)
    {
        yield return new("loss", Draw("Training loss", new("loss"), curves, point => point.Loss));
        yield return new("pseudo-dice", Draw("Validation patches", new("pseudo-Dice", 0, 1), curves, point => point.PseudoDice));
    }

    private static Chart Draw(string title, ChartAxis axis, IReadOnlyList<TrainingCurve> curves, Func<TrainingPoint, double> value) => new()
    {
        Title = title,
        X = new("iteration", 0),
        Y = axis,
        Series = [.. curves.Select((curve, i) => new LineSeries(curves.Count > 1 ? curve.Fold : "", Palette.Of(i), [.. curve.Points.Select(point => ((double)point.Iteration, value(point)))]))],
    };
}
