namespace Seno.Studies.Reports.Charts;

/// <summary>Marks of one kind and colour.</summary>
/// <param name="Name">In the legend; empty for none.</param>
/// <param name="Colour">#rrggbb.</param>
public abstract record ChartSeries(string Name, string Colour)
{
    /// <value>Points that the axes must reach.</value>
    internal abstract IEnumerable<(double X, double Y)> Corners { get; }
}

/// <summary>A line through points in order; those that are not finite are left out.</summary>
public sealed record LineSeries(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points) : ChartSeries(Name, Colour)
{
    internal override IEnumerable<(double X, double Y)> Corners => Points;
}

/// <summary>Points, each with a text shown when the pointer rests on it.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Colour">#rrggbb.</param>
/// <param name="Points">Not finite: left out.</param>
/// <param name="Crosses">Crosses instead of discs.</param>
public sealed record PointSeries(string Name, string Colour, IReadOnlyList<ChartPoint> Points, bool Crosses = false) : ChartSeries(Name, Colour)
{
    internal override IEnumerable<(double X, double Y)> Corners => Points.Select(point => (point.X, point.Y));
}

public readonly record struct ChartPoint(double X, double Y, string Text);

/// <summary>Bars: a histogram. Those of several series may stand on each other.</summary>
public sealed record BarSeries(string Name, string Colour, IReadOnlyList<ChartBar> Bars) : ChartSeries(Name, Colour)
{
    internal override IEnumerable<(double X, double Y)> Corners => Bars.SelectMany(bar => new[] { (bar.Low, 0), (bar.High, bar.Base + bar.Height) });
}

/// <param name="Low">Left edge.</param>
/// <param name="High">Right edge.</param>
/// <param name="Height">From its base up.</param>
/// <param name="Base">What it stands on.</param>
public readonly record struct ChartBar(double Low, double High, double Height, double Base = 0);

/// <summary>Values with horizontal intervals, a row each.</summary>
public sealed record IntervalSeries(string Name, string Colour, IReadOnlyList<ChartInterval> Intervals) : ChartSeries(Name, Colour)
{
    internal override IEnumerable<(double X, double Y)> Corners => Intervals.SelectMany(interval => new[] { (interval.X, interval.Y), (interval.Low, interval.Y), (interval.High, interval.Y) });
}

/// <param name="X">Value; not finite: left out.</param>
/// <param name="Y">Row.</param>
/// <param name="Low">Not finite: no interval is drawn.</param>
/// <param name="High">Upper end.</param>
/// <param name="Text">Shown when the pointer rests on it.</param>
public readonly record struct ChartInterval(double X, double Y, double Low, double High, string Text);

/// <summary>Cells of a table of categories, coloured by value.</summary>
public sealed record CellSeries(IReadOnlyList<ChartCell> Cells) : ChartSeries("", Palette.Ink)
{
    internal override IEnumerable<(double X, double Y)> Corners => Cells.Select(cell => ((double)cell.X, (double)cell.Y));
}

/// <param name="X">Category.</param>
/// <param name="Y">Category.</param>
/// <param name="Share">0: palest, 1: darkest.</param>
/// <param name="Label">Written in the cell.</param>
/// <param name="Text">Shown when the pointer rests on it.</param>
public readonly record struct ChartCell(int X, int Y, double Share, string Label, string Text);

/// <summary>A dashed vertical line, for instance at a median.</summary>
public sealed record MarkSeries(string Name, string Colour, double X) : ChartSeries(Name, Colour)
{
    internal override IEnumerable<(double X, double Y)> Corners => [];
}
