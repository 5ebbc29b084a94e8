using System.Globalization;
using ScottPlot;
using Seno.Core;

namespace Seno.Studies.Reports;

/// <summary>Training curves: loss and validation pseudo-Dice against iterations, a colour a fold.</summary>
public static class CurveFigure
{
    /// <summary>Both panels one above the other, 900×760 pixels.</summary>
    public static void WritePng(string path, IReadOnlyList<TrainingCurve> curves)
    {
        var figure = new Multiplot();
        figure.AddPlots(2);
        figure.Layout = new ScottPlot.MultiplotLayouts.Rows();
        Draw(figure.GetPlot(0), curves, "loss", point => point.Loss, Alignment.UpperRight);
        Draw(figure.GetPlot(1), curves, "pseudo-Dice", point => point.PseudoDice, Alignment.LowerRight);
        figure.GetPlot(1).Axes.SetLimitsY(0, 1);
        AtomicFile.WriteByName(path, temporary => figure.SavePng(temporary, 900, 760));
    }

    /// <returns>An SVG element with text as text, to stand in an HTML page.</returns>
    internal static string LossSvg(IReadOnlyList<TrainingCurve> curves) => CurveSvg.Draw(curves, "loss", point => point.Loss, fixedRange: null);

    /// <inheritdoc cref="LossSvg"/>
    internal static string PseudoDiceSvg(IReadOnlyList<TrainingCurve> curves) => CurveSvg.Draw(curves, "pseudo-Dice (validation)", point => point.PseudoDice, fixedRange: (0, 1));

    private static void Draw(Plot plot, IReadOnlyList<TrainingCurve> curves, string name, Func<TrainingPoint, double> value, Alignment corner)
    {
        for (var i = 0; i < curves.Count; i++)
        {
            var points = curves[i].Points.Where(point => double.IsFinite(value(point))).ToArray();
            if (points.Length == 0)
                continue;
            var line = plot.Add.Scatter(points.Select(point => (double)point.Iteration).ToArray(), points.Select(value).ToArray(), Color.FromHex(Palette.Of(i)));
            line.LegendText = curves[i].Fold;
            line.LineWidth = 2;
            line.MarkerSize = points.Length > 1 ? 0 : 6;
        }
        plot.XLabel("iteration");
        plot.YLabel(name);
        plot.Grid.MajorLineColor = Color.FromHex(Palette.Faint);
        plot.Axes.Right.IsVisible = plot.Axes.Top.IsVisible = false;
        if (curves.Count > 1)
            plot.ShowLegend(corner);
        if (FigureFont.Family is { } family)
            plot.Font.Set(family);
    }
}
