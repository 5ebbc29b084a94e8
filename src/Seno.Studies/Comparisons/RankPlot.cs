using System.Globalization;
using System.Text;
using Seno.Studies.Reports;

namespace Seno.Studies.Comparisons;

/// <summary>Mean ranks with their intervals, best at the top; bars at the right join methods between which no difference is shown, as in a critical-difference diagram.</summary>
internal static class RankPlot
{
    private const double Width = 620, Left = 170, Right = 150, Top = 44, RowHeight = 34, Bottom = 50;

    /// <param name="title">Metric and label.</param>
    /// <param name="ranks">One a method.</param>
    /// <param name="unresolved">Pairs without a significant difference.</param>
    public static string Draw(string title, IReadOnlyList<MethodRank> ranks, IReadOnlySet<(string, string)> unresolved)
    {
        var culture = CultureInfo.InvariantCulture;
        var ordered = ranks.OrderBy(rank => rank.MeanRank.Value).ThenBy(rank => rank.Method, StringComparer.Ordinal).ToArray();
        var height = Top + ordered.Length * RowHeight + Bottom;
        double Across(double rank) => Left + (Width - Left - Right) * (rank - 1) / (ordered.Length - 1);
        double Down(int row) => Top + (row + 0.5) * RowHeight;
        var svg = new StringBuilder();
        svg.Append(culture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height:0.#}\" role=\"img\" aria-label=\"Mean ranks: {Text(title)}\" font-family=\"system-ui,'DejaVu Sans','Liberation Sans',Arial,sans-serif\" font-size=\"12\" fill=\"{Palette.Quiet}\">\n");
        svg.Append(culture, $"<text x=\"{Left}\" y=\"18\" font-size=\"13\" font-weight=\"600\" fill=\"{Palette.Ink}\">Mean rank, {Text(title)}</text>\n");
        for (var rank = 1; rank <= ordered.Length; rank++)
            svg.Append(culture, $"<line x1=\"{Across(rank):0.#}\" x2=\"{Across(rank):0.#}\" y1=\"{Top - 8}\" y2=\"{height - Bottom:0.#}\" stroke=\"{Palette.Faint}\"/><text x=\"{Across(rank):0.#}\" y=\"{height - Bottom + 17:0.#}\" text-anchor=\"middle\">{rank}</text>\n");
        svg.Append(culture, $"<text x=\"{Width / 2}\" y=\"{height - 12:0.#}\" font-size=\"11\" text-anchor=\"middle\">1 is best; lines: 95 % intervals by patient; %: resamples in first place; bars join methods not told apart</text>\n");
        foreach (var (rank, row) in ordered.Select((rank, row) => (rank, row)))
            AppendMethod(svg, rank, Palette.Of(ranks.ToList().IndexOf(rank)), Across, Down(row));
        foreach (var ((first, last), place) in Cliques([.. ordered.Select(rank => rank.Method)], unresolved).Select((clique, place) => (clique, place)))
            svg.Append(culture, $"<line x1=\"{Width - Right + 70 + 12 * place:0.#}\" x2=\"{Width - Right + 70 + 12 * place:0.#}\" y1=\"{Down(first) - 9:0.#}\" y2=\"{Down(last) + 9:0.#}\" stroke=\"{Palette.Ink}\" stroke-width=\"4\"/>\n");
        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendMethod(StringBuilder svg, MethodRank rank, string colour, Func<double, double> across, double y)
    {
        var culture = CultureInfo.InvariantCulture;
        var name = rank.Method.Length > 24 ? "…" + rank.Method[^23..] : rank.Method;
        svg.Append(culture, $"<text x=\"{Left - 14}\" y=\"{y + 4:0.#}\" text-anchor=\"end\" fill=\"{Palette.Ink}\">{Text(name)}</text>");
        if (rank.MeanRank.Reason is null)
            svg.Append(culture, $"<line x1=\"{across(rank.MeanRank.Low):0.#}\" x2=\"{across(rank.MeanRank.High):0.#}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"{colour}\" stroke-width=\"2.4\"/>");
        svg.Append(culture, $"<circle cx=\"{across(rank.MeanRank.Value):0.#}\" cy=\"{y:0.#}\" r=\"5\" fill=\"{colour}\"><title>{Text(rank.Method)}: {ComparisonText.Interval(rank.MeanRank)}</title></circle>");
        svg.Append(culture, $"<text x=\"{Width - Right + 52}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{100 * rank.FirstShare:0} %</text>\n");
    }

    /// <summary>Longest runs of neighbouring methods no two of which are told apart.</summary>
    private static IEnumerable<(int First, int Last)> Cliques(string[] methods, IReadOnlySet<(string, string)> unresolved)
    {
        bool Alike(int i, int j) => unresolved.Contains((methods[i], methods[j])) || unresolved.Contains((methods[j], methods[i]));
        var reached = 0;
        for (var first = 0; first < methods.Length; first++)
        {
            var last = first;
            while (last + 1 < methods.Length && Enumerable.Range(first, last - first + 1).All(i => Alike(i, last + 1)))
                last++;
            if (last > first && last > reached)
                yield return (first, last);
            reached = Math.Max(reached, last);
        }
    }

    private static string Text(string text) => MarkupText.Of(text);
}
