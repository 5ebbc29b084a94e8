using System.Globalization;
using System.Text;
using Seno.Core;

namespace Seno.Studies.Reports.Tables;

/// <summary>A table in LaTeX, ruled by the package booktabs; one longer than a page by longtable.</summary>
internal static class LatexTable
{
    private const int RowsOfAPage = 40;

    public static string Render(ReportTable table) => table.Rows.Count > RowsOfAPage ? Long(table) : Floating(table);

    private static string Floating(ReportTable table)
    {
        var text = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n");
        text.Append(CultureInfo.InvariantCulture, $"\\caption{{{Caption(table)}}}\n\\label{{tab:{table.Name}}}\n\\begin{{tabular}}{{{Alignment(table)}}}\n\\toprule\n{Header(table)}\\midrule\n");
        AppendRows(text, table);
        return text.Append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").ToString();
    }

    private static string Long(ReportTable table)
    {
        var text = new StringBuilder("% needs \\usepackage{booktabs,longtable}\n");
        text.Append(CultureInfo.InvariantCulture, $"\\begin{{longtable}}{{{Alignment(table)}}}\n\\caption{{{Caption(table)}}}\\label{{tab:{table.Name}}}\\\\\n\\toprule\n{Header(table)}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
        AppendRows(text, table);
        return text.Append("\\end{longtable}\n").ToString();
    }

    private static string Caption(ReportTable table) => Escaped($"{table.Title} ({table.Source}).{(table.Note.Length > 0 ? " " + table.Note : "")}");

    private static string Alignment(ReportTable table) => string.Concat(table.Columns.Select(column => column.Number ? 'r' : 'l'));

    private static string Header(ReportTable table) => string.Join(" & ", table.Columns.Select(column => Escaped(column.Heading))) + " \\\\\n";

    private static void AppendRows(StringBuilder text, ReportTable table)
    {
        foreach (var row in table.Rows)
            text.AppendJoin(" & ", row.Cells.Select(cell => Escaped(cell.Shown))).Append(" \\\\\n");
    }

    internal static string Escaped(string text) => string.Concat(PlainText.Of(text).Select(letter => letter switch
    {
        '\\' => "\\textbackslash{}",
        '\n' or '\r' or '\t' => " ",
        '~' => "\\textasciitilde{}",
        '^' => "\\textasciicircum{}",
        '&' or '%' or '$' or '#' or '_' or '{' or '}' => "\\" + letter,
        '<' or '>' => $"${letter}$",
        '−' => "$-$",
        '∞' => "$\\infty$",
        '≥' => "$\\geq$",
        '≤' => "$\\leq$",
        '²' => "$^2$",
        '³' => "$^3$",
        '×' => "$\\times$",
        '–' => "--",
        '’' => "'",
        _ => letter.ToString(),
    }));
}
