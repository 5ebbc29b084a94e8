using System.Globalization;
using System.Net;
using System.Text;

namespace Seno.Studies.Reports;

/// <summary>A line chart as an SVG element: text stays text, so it scales and can be searched.</summary>
internal static class CurveSvg
{
    private const double Width = 520, Height = 300, Left = 62, Right = 24, Top = 30, Bottom = 46;

    /// <param name="curves">A line each.</param>
    /// <param name="name">Of the y axis.</param>
    /// <param name="value">What is drawn; values that are not finite leave a gap.</param>
    /// <param name="fixedRange">Of the y axis; that of the values where null.</param>
    public static string Draw(IReadOnlyList<TrainingCurve> curves, string name, Func<TrainingPoint, double> value, (double Low, double High)? fixedRange)
    {
        var lines = curves.Select(curve => curve.Points.Where(point => double.IsFinite(value(point))).Select(point => (X: (double)point.Iteration, Y: value(point))).ToArray()).ToArray();
        var all = lines.SelectMany(line => line).ToArray();
        if (all.Length == 0)
            return "";
        var x = Axis.Over(0, all.Max(point => point.X));
        var y = fixedRange is { } range ? Axis.Over(range.Low, range.High) : Axis.Over(all.Min(point => point.Y), all.Max(point => point.Y));
        double Across(double v) => Left + (Width - Left - Right) * x.Share(v);
        double Down(double v) => Height - Bottom - (Height - Top - Bottom) * y.Share(v);

        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(name)} against iterations\" font-size=\"12\" fill=\"{Palette.Quiet}\">");
        foreach (var tick in y.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Down(tick):0.#}\" y2=\"{Down(tick):0.#}\" stroke=\"{Palette.Faint}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{Down(tick) + 4:0.#}\" text-anchor=\"end\">{Label(tick)}</text>");
        }
        foreach (var tick in x.Ticks)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Across(tick):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Label(tick)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\" stroke=\"{Palette.Quiet}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">iteration</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"16\" font-size=\"13\" font-weight=\"600\" fill=\"{Palette.Ink}\">{WebUtility.HtmlEncode(name)}</text>");
        for (var i = 0; i < lines.Length; i++)
            AppendLine(svg, [.. lines[i].Select(point => (Across(point.X), Down(Math.Clamp(point.Y, y.Low, y.High))))], Palette.Of(i), curves[i].Fold);
        return svg.Append("</svg>").ToString();
    }

    private static void AppendLine(StringBuilder svg, (double X, double Y)[] points, string colour, string fold)
    {
        if (points.Length == 1)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{points[0].X:0.#}\" cy=\"{points[0].Y:0.#}\" r=\"3.5\" fill=\"{colour}\"/>");
            return;
        }
        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\" stroke-linejoin=\"round\" points=\"");
        foreach (var (x, y) in points)
            svg.Append(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#} ");
        svg.Append(CultureInfo.InvariantCulture, $"\"><title>{WebUtility.HtmlEncode(fold)}</title></polyline>");
    }

    private static string Label(double value) => Math.Abs(value) < 1e-12 ? "0" : value.ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A range widened to round steps of 1, 2 or 5 times a power of ten, about five of them.</summary>
    private sealed record Axis(double Low, double High, double Step)
    {
        public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round((High - Low) / Step) + 1).Select(i => Low + i * Step);

        public double Share(double value) => (value - Low) / (High - Low);

        public static Axis Over(double low, double high)
        {
            if (high <= low)
                (low, high) = (low - 0.5, high + 0.5);
            var rough = (high - low) / 5;
            var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            var step = power * (new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= rough * (1 - 1e-9)));
            return new(Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step, step);
        }
    }
}
