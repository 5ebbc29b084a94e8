using System.Globalization;
using System.Text;
using Seno.Studies.Reports;

namespace Seno.Benchmarks.Losses;

/// <summary>A row a loss: share of the lesions found with its interval, and false alarms a volume; slices beside volumes, one mark a sampling.</summary>
internal static class TinyFigure
{
    private const double Left = 160, Panel = 150, Gap = 22, Top = 64, Step = 24;
    private const double MostAlarms = 300;

    public static string Draw(IReadOnlyList<(TinySetting Setting, TinyResult Result)> done)
    {
        var names = TinySetting.All.Select(setting => setting.Name).Distinct().ToArray();
        var (width, height) = (Left + 4 * Panel + 4 * Gap, Top + names.Length * Step + 40);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Lesions found and false alarms by loss, dimension and sampling\" font-family=\"system-ui,'DejaVu Sans','Liberation Sans',Arial,sans-serif\" font-size=\"11\" fill=\"{Palette.Quiet}\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Left}\" cy=\"14\" r=\"4.5\" fill=\"{Palette.Of(0)}\"/><text x=\"{Left + 10}\" y=\"18\">half of each batch shows a lesion</text><path d=\"M{Left + 225} 9l5 9h-10z\" fill=\"{Palette.Of(1)}\"/><text x=\"{Left + 236}\" y=\"18\">patches from anywhere</text>\n");
        for (var i = 0; i < names.Length; i++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 10}\" y=\"{Top + (i + 0.5) * Step + 4}\" text-anchor=\"end\" fill=\"{Palette.Ink}\">{names[i]}</text>\n");
        for (var panel = 0; panel < 4; panel++)
        {
            var (dimensions, alarms) = (panel < 2 ? 2 : 3, panel % 2 == 1);
            var start = Left + panel * (Panel + Gap);
            AppendAxis(svg, start, names.Length, $"{(dimensions == 2 ? "slices" : "3-D")}: {(alarms ? "false alarms" : "lesions found")}", alarms);
            foreach (var (setting, result) in done.Where(item => item.Setting.Dimensions == dimensions))
                AppendMark(svg, start, Array.IndexOf(names, setting.Name), setting, result, alarms);
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendAxis(StringBuilder svg, double start, int rows, string title, bool alarms)
    {
        var bottom = Top + rows * Step;
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{start}\" y=\"{Top - 14}\" font-weight=\"600\" fill=\"{Palette.Ink}\">{title}</text>\n");
        (double Value, string Label)[] ticks = alarms ? [(0, "0"), (1, "1"), (10, "10"), (100, "100")] : [(0, "0"), (0.5, "½"), (1, "1")];
        foreach (var (value, label) in ticks)
        {
            var x = start + Panel * Share(value, alarms);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{Top - 6}\" y2=\"{bottom}\" stroke=\"{Palette.Faint}\"/><text x=\"{x:0.#}\" y=\"{bottom + 16}\" text-anchor=\"middle\">{label}</text>\n");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{start + Panel / 2}\" y=\"{bottom + 32}\" text-anchor=\"middle\">{(alarms ? "a volume, log(1 + n)" : "share, with 95 % interval")}</text>\n");
    }

    private static void AppendMark(StringBuilder svg, double start, int row, TinySetting setting, TinyResult result, bool alarms)
    {
        var half = setting.Oversampling > 0;
        var colour = Palette.Of(half ? 0 : 1);
        var y = Top + (row + (half ? 0.32 : 0.68)) * Step;
        var x = start + Panel * Share(alarms ? result.FalseAlarms : (double)result.Found / result.Lesions, alarms);
        if (!alarms)
        {
            var (low, high) = WilsonInterval.Of(result.Found, result.Lesions);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{start + Panel * low:0.#}\" x2=\"{start + Panel * high:0.#}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"{colour}\" stroke-opacity=\"0.5\" stroke-width=\"1.5\"/>");
        }
        var title = string.Create(CultureInfo.InvariantCulture, $"<title>{setting.Name}, {setting.Sampling}: {result.Found} of {result.Lesions} found, {result.FalseAlarms:F1} false alarms a volume</title>");
        if (half)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4.5\" fill=\"{colour}\">{title}</circle>\n");
        else
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x:0.#} {y - 5:0.#}l5 9h-10z\" fill=\"{colour}\">{title}</path>\n");
    }

    private static double Share(double value, bool alarms) => alarms ? Math.Min(1, Math.Log(1 + value) / Math.Log(1 + MostAlarms)) : value;
}
