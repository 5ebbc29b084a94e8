using Seno.Core;
using Seno.Data;

namespace Seno.Studies.Reports.Tables;

/// <summary>Tables as files: NAME.csv with exact numbers, NAME.tex with rounded ones.</summary>
internal static class TableFiles
{
    public static void Write(string folder, IEnumerable<ReportTable> tables)
    {
        foreach (var table in tables)
        {
            CaseTable.Write(Path.Combine(folder, table.Name + ".csv"), [.. table.Columns.SelectMany(Fields)], table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Cells.SelectMany(cell => cell.Fields)]));
            AtomicFile.WriteText(Path.Combine(folder, table.Name + ".tex"), LatexTable.Render(table));
        }
    }

    private static IEnumerable<string> Fields(ReportColumn column) => (column.Fields ?? [column.Name]).Select(name => column.Unit.Length > 0 ? $"{name} [{column.Unit}]" : name);
}
