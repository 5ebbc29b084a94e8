using Seno.Studies.Reports.Charts;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Reports;

/// <summary>A part of a report under a heading of its own: sentences, figures, tables.</summary>
/// <param name="Title">Heading.</param>
public sealed record ReportSection(string Title)
{
    public IReadOnlyList<string> Text { get; init; } = [];

    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    public IReadOnlyList<ReportTable> Tables { get; init; } = [];
}

/// <param name="Name">Of its files.</param>
/// <param name="Svg">An SVG element.</param>
public sealed record ReportFigure(string Name, string Svg)
{
    public static ReportFigure Of(NamedChart chart) => new(chart.Name, ChartSvg.Draw(chart.Chart));
}
