using Seno.Studies.Reports.Charts;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Reports;

/// <summary>A report on disk: the HTML file, figures/ (SVG and PNG) and tables/ (CSV and LaTeX) beside it.</summary>
internal static class ReportFiles
{
    /// <param name="file">The HTML file.</param>
    /// <param name="content">What it shows.</param>
    /// <param name="tables">Folder for the tables; null: tables/ beside the file.</param>
    public static void Write(string file, ReportContent content, string? tables = null)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var figures = Path.Combine(folder, "figures");
        foreach (var (name, chart) in content.TrainingCharts.Concat(content.ResultCharts).Where(chart => !chart.Chart.IsEmpty))
            ChartFile.Write(figures, name, chart);
        foreach (var (name, svg) in content.Sections.SelectMany(section => section.Figures))
            ChartFile.WriteSvg(figures, name, svg);
        if (content.Shown.Count > 0)
            ContactSheet.Write(Path.Combine(figures, "cases.png"), [.. content.Shown.SelectMany(group => group.Cases).DistinctBy(shown => shown.Id)]);
        TableFiles.Write(tables ?? Path.Combine(folder, "tables"), content.AllTables);
        HtmlReport.Write(file, content);
    }
}
