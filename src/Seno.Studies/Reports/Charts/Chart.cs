namespace Seno.Studies.Reports.Charts;

/// <summary>Marks on two axes: everything a chart shows, and nothing of how it is drawn.</summary>
public sealed record Chart
{
    public required string Title { get; init; }

    public required ChartAxis X { get; init; }

    public required ChartAxis Y { get; init; }

    /// <value>Drawn in this order; those with a name are in the legend.</value>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <value>Nothing that could be drawn.</value>
    public bool IsEmpty => Series.All(series => series.Corners.All(corner => !double.IsFinite(corner.X) || !double.IsFinite(corner.Y)));
}
