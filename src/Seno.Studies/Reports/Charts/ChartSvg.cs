using System.Globalization;
using System.Text;

namespace Seno.Studies.Reports.Charts;

/// <summary>A chart as an SVG element: text stays text, so it scales and can be searched; points tell what they are.</summary>
internal sealed class ChartSvg
{
    private const double Width = 520, Right = 24, Top = 34, Bottom = 46, PerCharacter = 6.6, LeastLeft = 62, MostLeft = 240, OwnHeight = 300, RowHeight = 38;
    private readonly StringBuilder svg = new();
    private readonly AxisScale x;
    private readonly AxisScale y;
    private readonly double left;
    private readonly double height;

    private ChartSvg(Chart chart)
    {
        x = AxisScale.Of(chart.X, chart.Series.SelectMany(series => series.Corners).Select(corner => corner.X).Concat(chart.Series.OfType<MarkSeries>().Select(mark => mark.X)));
        y = AxisScale.Of(chart.Y, chart.Series.SelectMany(series => series.Corners).Select(corner => corner.Y));
        left = Math.Clamp(PerCharacter * (chart.Y.Categories?.Max(name => name.Length) ?? 0) + 16 + (chart.Y.Name.Length > 0 ? 22 : 0), LeastLeft, MostLeft);
        height = chart.Series.Any(series => series is IntervalSeries) && chart.Y.Categories is { } rows ? Top + Bottom + RowHeight * rows.Count : OwnHeight;
    }

    public static string Draw(Chart chart) => new ChartSvg(chart).Drawn(chart);

    private string Drawn(Chart chart)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Text(chart.Title)}: {Text(chart.Y.Name)} against {Text(chart.X.Name)}\" font-family=\"system-ui,'DejaVu Sans','Liberation Sans',Arial,sans-serif\" font-size=\"12\" fill=\"{Palette.Quiet}\">\n");
        AppendAxes(chart);
        foreach (var series in chart.Series)
            Append(series);
        AppendLegend(chart);
        return svg.Append("</svg>\n").ToString();
    }

    private void AppendAxes(Chart chart)
    {
        foreach (var tick in y.Ticks)
        {
            if (chart.Y.Categories is null)
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{left}\" x2=\"{Width - Right}\" y1=\"{Down(tick):0.#}\" y2=\"{Down(tick):0.#}\" stroke=\"{Palette.Faint}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left - 8}\" y=\"{Down(tick) + 4:0.#}\" text-anchor=\"end\">{Tick(chart.Y, tick)}</text>\n");
        }
        foreach (var tick in x.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Across(tick):0.#}\" x2=\"{Across(tick):0.#}\" y1=\"{height - Bottom}\" y2=\"{height - Bottom + 4}\" stroke=\"{Palette.Quiet}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Across(tick):0.#}\" y=\"{height - Bottom + 18}\" text-anchor=\"middle\">{Tick(chart.X, tick)}</text>\n");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{left}\" x2=\"{Width - Right}\" y1=\"{height - Bottom}\" y2=\"{height - Bottom}\" stroke=\"{Palette.Quiet}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(left + Width - Right) / 2}\" y=\"{height - 8}\" text-anchor=\"middle\">{Text(chart.X.Name)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(14 {(Top + height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Text(chart.Y.Name)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LeastLeft}\" y=\"16\" font-size=\"13\" font-weight=\"600\" fill=\"{Palette.Ink}\">{Text(chart.Title)}</text>\n");
    }

    private void Append(ChartSeries series)
    {
        switch (series)
        {
            case LineSeries line:
                AppendLine(line);
                break;
            case PointSeries points:
                foreach (var point in points.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)))
                    AppendPoint(points, point);
                break;
            case BarSeries bars:
                foreach (var bar in bars.Bars.Where(bar => bar.Height > 0))
                    AppendBar(bars, bar);
                break;
            case IntervalSeries intervals:
                foreach (var interval in intervals.Intervals.Where(interval => double.IsFinite(interval.X)))
                    AppendInterval(intervals, interval);
                break;
            case CellSeries cells:
                foreach (var cell in cells.Cells)
                    AppendCell(cell);
                break;
            case MarkSeries mark when double.IsFinite(mark.X):
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Across(mark.X):0.#}\" x2=\"{Across(mark.X):0.#}\" y1=\"{Top}\" y2=\"{height - Bottom}\" stroke=\"{mark.Colour}\" stroke-width=\"1.6\" stroke-dasharray=\"5 4\"/>\n");
                break;
        }
    }

    private void AppendBar(BarSeries series, ChartBar bar)
    {
        const double Gap = 1.5;
        var (top, foot) = (Down(bar.Base + bar.Height), Down(bar.Base));
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Across(bar.Low) + Gap / 2:0.##}\" y=\"{top:0.##}\" width=\"{Across(bar.High) - Across(bar.Low) - Gap:0.##}\" height=\"{foot - top:0.##}\" fill=\"{series.Colour}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Label(bar.Low)} to {Label(bar.High)}: {Label(bar.Height)}{(series.Name.Length > 0 ? " " + Text(series.Name) : "")}</title></rect>\n");
    }

    private void AppendInterval(IntervalSeries series, ChartInterval interval)
    {
        var (px, py) = (Across(interval.X), Down(interval.Y));
        if (double.IsFinite(interval.Low) && double.IsFinite(interval.High))
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Across(interval.Low):0.#}\" x2=\"{Across(interval.High):0.#}\" y1=\"{py:0.#}\" y2=\"{py:0.#}\" stroke=\"{series.Colour}\" stroke-width=\"2.4\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{px:0.#}\" cy=\"{py:0.#}\" r=\"5\" fill=\"{series.Colour}\"><title>{Text(interval.Text)}</title></circle>\n");
    }

    private void AppendCell(ChartCell cell)
    {
        const double Gap = 2;
        var (left, top) = (Across(cell.X - 0.5), Down(cell.Y + 0.5));
        var (width, height) = (Across(cell.X + 0.5) - left, Down(cell.Y - 0.5) - top);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left + Gap / 2:0.##}\" y=\"{top + Gap / 2:0.##}\" width=\"{width - Gap:0.##}\" height=\"{height - Gap:0.##}\" fill=\"{Palette.Shade(cell.Share)}\"><title>{Text(cell.Text)}</title></rect>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + width / 2:0.##}\" y=\"{top + height / 2 + 4:0.##}\" text-anchor=\"middle\" fill=\"{(cell.Share > 0.55 ? "#ffffff" : Palette.Ink)}\">{Text(cell.Label)}</text>\n");
    }

    private void AppendLine(LineSeries line)
    {
        var points = line.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
        if (points.Length == 1)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Across(points[0].X):0.#}\" cy=\"{Down(points[0].Y):0.#}\" r=\"3.5\" fill=\"{line.Colour}\"/>\n");
            return;
        }
        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{line.Colour}\" stroke-width=\"1.8\" stroke-linejoin=\"round\" points=\"");
        foreach (var point in points)
            svg.Append(CultureInfo.InvariantCulture, $"{Across(point.X):0.#},{Down(point.Y):0.#} ");
        svg.Append(CultureInfo.InvariantCulture, $"\"><title>{Text(line.Name)}</title></polyline>\n");
    }

    private void AppendPoint(PointSeries series, ChartPoint point)
    {
        var (px, py) = (Across(point.X), Down(point.Y));
        if (series.Crosses)
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{px - 4:0.#} {py - 4:0.#}l8 8m0 -8l-8 8\" stroke=\"{series.Colour}\" stroke-width=\"1.8\" fill=\"none\">");
        else
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{px:0.#}\" cy=\"{py:0.#}\" r=\"3.6\" fill=\"{series.Colour}\" fill-opacity=\"0.65\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Text(point.Text)}</title>{(series.Crosses ? "</path>" : "</circle>")}\n");
    }

    /// <summary>On the title's line, from the right.</summary>
    private void AppendLegend(Chart chart)
    {
        const double Swatch = 18, Gap = 14;
        var right = Width - Right;
        foreach (var series in chart.Series.Where(series => series.Name.Length > 0).Reverse())
        {
            right -= series.Name.Length * PerCharacter;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{right:0.#}\" y=\"16\">{Text(series.Name)}</text>");
            right -= Swatch;
            svg.Append(series switch
            {
                PointSeries { Crosses: true } => string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{right + 3:0.#} 8l8 8m0 -8l-8 8\" stroke=\"{series.Colour}\" stroke-width=\"1.8\" fill=\"none\"/>"),
                PointSeries => string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{right + 8:0.#}\" cy=\"12\" r=\"3.6\" fill=\"{series.Colour}\" fill-opacity=\"0.65\"/>"),
                BarSeries => string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{right + 2:0.#}\" y=\"7\" width=\"11\" height=\"10\" fill=\"{series.Colour}\"/>"),
                MarkSeries => string.Create(CultureInfo.InvariantCulture, $"<line x1=\"{right:0.#}\" x2=\"{right + 13:0.#}\" y1=\"12\" y2=\"12\" stroke=\"{series.Colour}\" stroke-width=\"1.6\" stroke-dasharray=\"5 3\"/>"),
                _ => string.Create(CultureInfo.InvariantCulture, $"<line x1=\"{right:0.#}\" x2=\"{right + 13:0.#}\" y1=\"12\" y2=\"12\" stroke=\"{series.Colour}\" stroke-width=\"3\"/>"),
            });
            svg.Append('\n');
            right -= Gap;
        }
    }

    private double Across(double value) => left + (Width - left - Right) * x.Share(value);

    private double Down(double value) => height - Bottom - (height - Top - Bottom) * y.Share(value);

    private static string Text(string text) => MarkupText.Of(text);

    private static string Tick(ChartAxis axis, double tick) => axis.Categories is { } names ? Text(names[(int)tick]) : Label(tick);

    private static string Label(double value) =>
        Math.Abs(value) < 1e-12 ? "0" : value.ToString(Math.Abs(value) < 1e5 ? "0.####" : "0.#e0", CultureInfo.InvariantCulture).Replace('-', '−');
}
