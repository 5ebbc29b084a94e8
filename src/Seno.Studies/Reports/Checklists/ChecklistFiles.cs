using System.Globalization;
using System.Text;
using Seno.Core;

namespace Seno.Studies.Reports.Checklists;

/// <summary>checklist.md and checklist.html: every item with what the results say, and what authors must add.</summary>
internal static class ChecklistFiles
{
    public static IEnumerable<string> Outputs(string folder) => [Path.Combine(folder, "checklist.md"), Path.Combine(
        folder,
        "checklist.html")];

    /// <returns>The two files.</returns>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<Checklist> lists, ChecklistFacts facts, string of)
    {
        var (markdown, html) = (Path.Combine(folder, "checklist.md"), Path.Combine(folder, "checklist.html"));
        AtomicFile.WriteText(markdown, Markdown(lists, facts, of));
        AtomicFile.WriteText(html, Html(lists, facts, of));
        return [markdown, html];
    }

    private static string Markdown(IReadOnlyList<Checklist> lists, ChecklistFacts facts, string of)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Reporting checklist: {of}\n\n{Tally(lists, facts)} {Warning}\n");
        foreach (var list in lists)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {list.Title}\n\n{list.Source}\n");
            foreach (var part in list.Parts)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n### {part.Title}\n\n| item | topic | status | from the results | authors must add |\n|---|---|---|---|---|\n");
                foreach (var item in part.Items)
                {
                    var known = item.Known(facts);
                    text.Append("| ").AppendJoin(" | ", [item.Number, Cell(item.Topic), Status(known), Cell(known?.Text ?? ""), known is { Enough: true } ? "" : Cell(item.AuthorsAdd)]).Append(" |\n");
                }
            }
        }
        return text.ToString();
    }

    private static string Html(IReadOnlyList<Checklist> lists, ChecklistFacts facts, string of)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(of)}: checklist</title><style>{HtmlReport.Style}{Style}</style></head>\n<body><main><h1>Reporting checklist: {Text(of)}</h1>\n<p><b>{Text(Tally(lists, facts))}</b> {Text(Warning)}</p>\n");
        foreach (var list in lists)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(list.Title)}</h2><p class=quiet>{Text(list.Source)}</p>\n");
            foreach (var part in list.Parts)
            {
                html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(part.Title)}</h3><div class=wide><table class=list><thead><tr><th>Item<th>Topic<th>From the results<th>Authors must add</tr></thead><tbody>\n");
                foreach (var item in part.Items)
                {
                    var known = item.Known(facts);
                    html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(item.Number)}<td>{Text(item.Topic)}<td><em class=\"{Class(known)}\">{Status(known)}</em>{Text(known?.Text ?? "")}<td>{(known is { Enough: true } ? "" : Text(item.AuthorsAdd))}</tr>\n");
                }
                html.Append("</tbody></table></div>\n");
            }
        }
        return html.Append("</main></body></html>\n").ToString();
    }

    private const string Warning = "What stands under “from the results” was read from files; check it before it goes into a paper.";

    private const string Style = """
        .list{table-layout:fixed;min-width:720px}.list th:nth-child(1){width:92px}.list th:nth-child(2){width:24%}.list th:nth-child(4){width:28%}.list td{vertical-align:top;overflow-wrap:anywhere}
        em{display:block;font-style:normal;font-size:12.5px;font-weight:600}.whole{color:#00734f}.part{color:#0072b2}.none{color:#a84300}
        @media print{table.list:not(.sortable){min-width:0;break-inside:auto}.list th:nth-child(1){width:42px}em{font-size:9px}}
        """;

    private static string Tally(IReadOnlyList<Checklist> lists, ChecklistFacts facts) => string.Join(" ", lists.Select(list =>
    {
        var all = list.Parts.SelectMany(part => part.Items).Select(item => item.Known(facts)).ToArray();
        return FormattableString.Invariant($"{list.Title}: of {all.Length} items {all.Count(known => known is { Enough: true })} are filled from the results, {all.Count(known => known is { Enough: false })} in part, {all.Count(known => known is null)} are left to the authors.");
    }));

    private static string Status(Known? known) => known switch { null => "authors must add", { Enough: true } => "filled from the run", _ => "in part" };

    private static string Class(Known? known) => known switch { null => "none", { Enough: true } => "whole", _ => "part" };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Text(string text) => MarkupText.Of(text);
}
