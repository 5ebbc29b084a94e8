namespace Seno.Studies;

/// <summary>A report, as asked for.</summary>
public sealed record ReportRequest
{
    /// <value>Folder of a result: a run, one of its folds, an evaluation, a comparison, a study of readers.</value>
    public required string Folder { get; init; }

    /// <value>The HTML file. Default null: report.html in the folder.</value>
    public string? File { get; init; }

    /// <value>The data set. Default null: where it was when the result was made. Without it there are no pictures.</value>
    public string? Dataset { get; init; }

    /// <value>Folder for the tables as CSV and LaTeX. Default null: tables/ beside the report.</value>
    public string? Tables { get; init; }

    /// <value>Name of the checklist that is filled, "claim". Default null: none.</value>
    public string? Checklist { get; init; }

    /// <value>Further results of the same work that the checklist may quote. Default: the folder's own subfolders.</value>
    public IReadOnlyList<string> With { get; init; } = [];
}
