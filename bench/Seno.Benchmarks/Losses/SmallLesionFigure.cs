using System.Globalization;
using System.Net;
using System.Text;
using Seno.Evaluation.Statistics;
using Seno.Studies.Reports;
using Seno.Studies.Reports.Charts;

namespace Seno.Benchmarks.Losses;

/// <summary>A column a data set: mean DSC with its interval above, missed lesions below, by size quartile; each loss has a colour and a shape.</summary>
internal sealed class SmallLesionFigure
{
    private const double PanelWidth = 410, Left = 62, Gap = 62, Top = 70, DiceHeight = 250, Between = 76, MissedHeight = 150, Bottom = 58, LegendWidth = 720;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;
    private readonly StringBuilder svg = new();
    private readonly IReadOnlyList<StudiedDataset> datasets;
    private readonly AxisScale dice;
    private readonly AxisScale missed;

    private SmallLesionFigure(IReadOnlyList<StudiedDataset> datasets)
    {
        this.datasets = datasets;
        var all = datasets.SelectMany(data => data.Losses.SelectMany(loss => Parts(data).Select(part => (Dice: Dice(loss, part), Missed: Missed(loss, part))))).ToArray();
        dice = AxisScale.Of(new("", High: 1), all.Select(item => double.IsNaN(item.Dice.Low) ? item.Dice.Value : item.Dice.Low));
        missed = AxisScale.Of(new("", Low: 0), all.Select(item => item.Missed.Percent).Append(1));
    }

    public static string Draw(IReadOnlyList<StudiedDataset> datasets) => new SmallLesionFigure([.. datasets.Where(data => data.Folds.Count > 0)]).Drawn();

    private string Drawn()
    {
        var (width, height) = (Math.Max(LegendWidth, Left + datasets.Count * (PanelWidth + Gap) - Gap + 12), Top + DiceHeight + Between + MissedHeight + Bottom);
        svg.Append(Culture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Mean DSC and missed lesions by size quartile, by loss\" font-family=\"system-ui,'DejaVu Sans','Liberation Sans',Arial,sans-serif\" font-size=\"12\" fill=\"{Palette.Quiet}\">\n");
        AppendLegend();
        foreach (var (data, column) in datasets.Select((data, column) => (data, column)))
        {
            var left = Left + column * (PanelWidth + Gap);
            AppendFrame(data, left, Top, DiceHeight, dice, $"{data.Title}: mean DSC, 95 % interval", "DSC");
            AppendFrame(data, left, Top + DiceHeight + Between, MissedHeight, missed, $"{data.Title}: missed lesions, with their number", "missed, % of lesions");
            AppendMarks(data, left);
        }
        return svg.Append("</svg>\n").ToString();
    }

    private void AppendLegend()
    {
        const double PerCharacter = 6.9, Swatch = 16, Apart = 20;
        var x = Left;
        foreach (var (loss, i) in datasets[0].Losses.Select((loss, i) => (loss, i)))
        {
            AppendShape(i, x + 5, 22);
            svg.Append(Culture, $"<text x=\"{x + Swatch:0.#}\" y=\"26\" fill=\"{Palette.Ink}\">{loss.Name}</text>\n");
            x += Swatch + loss.Name.Length * PerCharacter + Apart;
        }
    }

    private void AppendFrame(StudiedDataset data, double left, double top, double height, AxisScale scale, string title, string unit)
    {
        var foot = top + height;
        foreach (var tick in scale.Ticks)
        {
            var y = foot - height * scale.Share(tick);
            svg.Append(Culture, $"<line x1=\"{left}\" x2=\"{left + PanelWidth}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"{Palette.Faint}\"/><text x=\"{left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{tick:0.##}</text>\n");
        }
        svg.Append(Culture, $"<line x1=\"{left}\" x2=\"{left + PanelWidth}\" y1=\"{foot}\" y2=\"{foot}\" stroke=\"{Palette.Quiet}\"/>");
        svg.Append(Culture, $"<text x=\"{left}\" y=\"{top - 18}\" font-size=\"13\" font-weight=\"600\" fill=\"{Palette.Ink}\">{Text(title)}</text>");
        svg.Append(Culture, $"<text transform=\"translate({left - 44} {top + height / 2}) rotate(-90)\" text-anchor=\"middle\">{Text(unit)}</text>\n");
        var slot = PanelWidth / (data.Edges.Count + 1);
        foreach (var part in Parts(data))
            svg.Append(Culture, $"<text x=\"{left + (part + 0.5) * slot:0.#}\" y=\"{foot + 18}\" text-anchor=\"middle\">{Text(Range(data, part))}</text>");
        svg.Append(Culture, $"<text x=\"{left + PanelWidth / 2}\" y=\"{foot + 36}\" text-anchor=\"middle\">lesion, % of the image (quartiles; number of lesions)</text>\n");
    }

    private void AppendMarks(StudiedDataset data, double left)
    {
        var slot = PanelWidth / (data.Edges.Count + 1);
        var step = slot / (data.Losses.Count + 1.5);
        var (diceFoot, missedFoot) = (Top + DiceHeight, Top + DiceHeight + Between + MissedHeight);
        foreach (var part in Parts(data))
        {
            foreach (var (loss, i) in data.Losses.Select((loss, i) => (loss, i)))
            {
                var x = left + part * slot + (i + 1.25) * step;
                var (mean, misses) = (Dice(loss, part), Missed(loss, part));
                double Down(double value) => diceFoot - DiceHeight * dice.Share(value);
                if (mean.Reason is null)
                    svg.Append(Culture, $"<line x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Down(mean.Low):0.#}\" y2=\"{Down(mean.High):0.#}\" stroke=\"{Palette.Of(i)}\" stroke-width=\"1.8\"/>");
                AppendShape(i, x, Down(mean.Value));
                var high = MissedHeight * missed.Share(misses.Percent);
                svg.Append(Culture, $"<rect x=\"{x - step * 0.4:0.##}\" y=\"{missedFoot - high:0.##}\" width=\"{step * 0.8:0.##}\" height=\"{high:0.##}\" fill=\"{Palette.Of(i)}\"/>");
                svg.Append(Culture, $"<text x=\"{x:0.#}\" y=\"{missedFoot - high - 3:0.#}\" font-size=\"9\" text-anchor=\"middle\">{misses.Count}</text>\n");
            }
        }
    }

    private void AppendShape(int i, double x, double y)
    {
        var path = (i % 6) switch
        {
            0 => "M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0z",
            1 => "M-3.8 -3.8h7.6v7.6h-7.6z",
            2 => "M0 -4.8L4.8 3.8H-4.8z",
            3 => "M0 -5.4L4.6 0L0 5.4L-4.6 0z",
            4 => "M0 4.8L4.8 -3.8H-4.8z",
            _ => "M-1.5 -4.6h3v3.1h3.1v3h-3.1v3.1h-3v-3.1h-3.1v-3h3.1z",
        };
        svg.Append(Culture, $"<path transform=\"translate({x:0.#} {y:0.#})\" d=\"{path}\" fill=\"{Palette.Of(i)}\"/>");
    }

    private static string Range(StudiedDataset data, int part)
    {
        string Percent(double share) => (100 * share).ToString("0.0", Culture);
        var range = data.Edges.Count == 0 ? "all" : part == 0 ? "< " + Percent(data.Edges[0]) : part == data.Edges.Count ? "≥ " + Percent(data.Edges[^1]) : $"{Percent(data.Edges[part - 1])}–{Percent(data.Edges[part])}";
        return string.Create(Culture, $"{range} ({data.Losses[0].Lesions(part).Length})");
    }

    private static IEnumerable<int> Parts(StudiedDataset data) => Enumerable.Range(0, data.Edges.Count + 1);

    private static Estimate Dice(StudiedLoss loss, int part)
    {
        var lesions = loss.Lesions(part);
        return lesions.Length == 0
            ? Estimate.WithoutInterval(double.NaN, "no lesions")
            : BcaBootstrap.Mean([.. lesions.Select(item => item.Dsc)], [.. lesions.Select(item => item.Group)]);
    }

    private static (int Count, double Percent) Missed(StudiedLoss loss, int part)
    {
        var lesions = loss.Lesions(part);
        var count = lesions.Count(item => item.Missed);
        return (count, lesions.Length == 0 ? 0 : 100.0 * count / lesions.Length);
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
