namespace Seno.Studies.Reports.Charts;

/// <summary>An axis. Its range is widened to round ticks.</summary>
/// <param name="Name">With the unit: "HD95, mm".</param>
/// <param name="Low">Start; the smallest value where null.</param>
/// <param name="High">End; the largest value where null.</param>
/// <param name="Logarithmic">Powers of ten at equal distances; values must be positive.</param>
/// <param name="Categories">Names at 0, 1, 2, … instead of numbers; null for numbers.</param>
public sealed record ChartAxis(
    string Name,
    double? Low = null,
    double? High = null,
    bool Logarithmic = false,
    IReadOnlyList<string>? Categories = null)
{
    /// <value>The numbers are counts: no tick lies between two of them.</value>
    public bool Counts { get; init; }
}
