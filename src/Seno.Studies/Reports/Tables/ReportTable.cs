namespace Seno.Studies.Reports.Tables;

/// <summary>A table as it is shown, put into a paper, and read by another program.</summary>
public sealed record ReportTable
{
    /// <value>Of its files: "metrics".</value>
    public required string Name { get; init; }

    /// <value>What it shows, and of how many: "Metrics of 24 cases".</value>
    public required string Title { get; init; }

    /// <value>The command that measured it: "seno evaluate".</value>
    public required string Source { get; init; }

    /// <value>What a reader must know to read it, in sentences; or empty.</value>
    public string Note { get; init; } = "";

    public required IReadOnlyList<ReportColumn> Columns { get; init; }

    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <value>A click on a heading sorts it.</value>
    public bool Sortable { get; init; }
}

/// <param name="Name">Heading.</param>
/// <param name="Unit">"mm", or empty.</param>
/// <param name="Number">Set flush right.</param>
/// <param name="Fields">Headings in CSV, where one cell is several fields; null for the heading itself.</param>
public sealed record ReportColumn(string Name, string Unit = "", bool Number = true, IReadOnlyList<string>? Fields = null)
{
    public static ReportColumn Text(string name) => new(name, Number: false);

    /// <summary>One cell "low to high", two fields.</summary>
    public static ReportColumn Interval(string name) => new(name, Fields: [name + ", low", name + ", high"]);

    public string Heading => Unit.Length > 0 ? $"{Name} [{Unit}]" : Name;
}

/// <param name="Cells">One a column.</param>
/// <param name="Marked">Something went wrong here: shown in a colour of its own.</param>
public sealed record ReportRow(IReadOnlyList<ReportCell> Cells, bool Marked = false);
