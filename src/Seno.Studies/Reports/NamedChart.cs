using Seno.Studies.Reports.Charts;

namespace Seno.Studies.Reports;

/// <param name="Name">Of its files.</param>
/// <param name="Chart">What is shown.</param>
public sealed record NamedChart(string Name, Chart Chart);
