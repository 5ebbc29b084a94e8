namespace Seno.Studies.Comparisons;

/// <summary>Evaluations of the same cases, to be compared.</summary>
public sealed record ComparisonRequest
{
    /// <value>Two or more folders with cases.csv.</value>
    public required IReadOnlyList<string> Evaluations { get; init; }

    /// <value>Names shown, one each; empty: the folders' names.</value>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <value>Columns compared, each of which costs power by Holm's correction. Default dsc and hd95.</value>
    public IReadOnlyList<string> Metrics { get; init; } = ["dsc", "hd95"];

    /// <value>Tells which cases are of one patient; null: the one that all evaluations record, else every case is a patient of its
    /// own.</value>
    public string? Dataset { get; init; }

    /// <value>Compare on the cases that all have, instead of refusing when some are missing.</value>
    public bool CommonOnly { get; init; }

    /// <value>Receives comparison.json, .csv, .tex and the rank plots; null: nothing is written.</value>
    public string? Output { get; init; }
}
