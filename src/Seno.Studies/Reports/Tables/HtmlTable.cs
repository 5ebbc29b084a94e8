using System.Globalization;
using System.Text;

namespace Seno.Studies.Reports.Tables;

/// <summary>A table in a report.</summary>
internal static class HtmlTable
{
    public static void Append(StringBuilder html, ReportTable table)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=wide><table{(table.Sortable ? " class=sortable" : "")}><thead><tr>");
        foreach (var column in table.Columns)
            html.Append(CultureInfo.InvariantCulture, $"<th{(column.Number ? " class=n" : "")}>{Text(column.Name)}{(column.Unit.Length > 0 ? $" <small>{Text(column.Unit)}</small>" : "")}");
        html.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append(row.Marked ? "<tr class=wrong>" : "<tr>");
            foreach (var (cell, column) in row.Cells.Zip(table.Columns))
                html.Append(CultureInfo.InvariantCulture, $"<td{(column.Number ? " class=n" : "")}{(table.Sortable && cell.Value is { } value ? $" data-v=\"{Exact(value)}\"" : "")}>{Text(cell.Shown)}");
            html.Append("</tr>\n");
        }
        html.Append("</tbody></table></div>\n");
        if (table.Note.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"<p class=quiet>{Text(table.Note)}</p>\n");
    }

    private static string Text(string text) => MarkupText.Of(text);

    /// <summary>As JavaScript reads it.</summary>
    private static string Exact(double value) =>
        double.IsInfinity(value) ? value > 0 ? "Infinity" : "-Infinity" : value.ToString("R", CultureInfo.InvariantCulture);
}
