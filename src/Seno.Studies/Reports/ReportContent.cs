using Seno.Evaluation;
using Seno.Imaging;
using Seno.Studies.Reports.Tables;

namespace Seno.Studies.Reports;

/// <summary>Everything a report shows. Plain values, so that any study can fill it.</summary>
public sealed record ReportContent
{
    public required string Title { get; init; }

    /// <value>What a reader wants to know first.</value>
    public IReadOnlyList<KeyFigure> KeyFigures { get; init; } = [];

    /// <value>The command that measured what is shown, for captions: "seno evaluate".</value>
    public string Source { get; init; } = "seno";

    /// <value>Of what the metrics are, for captions: "24 cases of 20 patients".</value>
    public string Counted { get; init; } = "";

    /// <value>What was found, in sentences, under headings of their own.</value>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Statements { get; init; } = [];

    /// <value>Heading of <see cref="Facts"/>.</value>
    public string FactsTitle { get; init; } = "What was done";

    /// <value>"data set", "network", "iterations", … in the order shown.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];

    /// <value>How training went. None where nothing was trained.</value>
    public IReadOnlyList<NamedChart> TrainingCharts { get; init; } = [];

    /// <value>How the cases came out.</value>
    public IReadOnlyList<NamedChart> ResultCharts { get; init; } = [];

    public IReadOnlyList<MetricRow> Summary { get; init; } = [];

    /// <value>What <see cref="Summary"/> is over.</value>
    public string SummaryNote { get; init; } = "Over the cases whose reference has the label; intervals are resampled by patient or group. A missed lesion counts with overlap 0, conformity −∞ and, where nothing was predicted, the image’s diagonal as distance.";

    /// <value>Further parts, in the order shown, after the metrics.</value>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    public IReadOnlyList<CaseRow> Cases { get; init; } = [];

    /// <value>Unit of the distances in <see cref="Cases"/>: "mm" or "px".</value>
    public string DistanceUnit { get; init; } = "mm";

    /// <value>Cases drawn with both contours.</value>
    public IReadOnlyList<ShownGroup> Shown { get; init; } = [];

    /// <value>The metrics; null where there are none.</value>
    public ReportTable? MetricsTable => Summary.Count == 0 ? null : Tables.MetricsTable.Of(Summary, Counted.Length > 0 ? $"Metrics of {Counted}" : "Metrics", Source, SummaryNote);

    /// <value>Every case; null where there are none.</value>
    public ReportTable? CasesTable => Cases.Count == 0 ? null : Tables.CasesTable.Of(Cases, DistanceUnit, Source);

    /// <value>Every table shown.</value>
    public IEnumerable<ReportTable> AllTables => new[] { MetricsTable }.Concat(Sections.SelectMany(section => section.Tables)).Append(CasesTable).OfType<ReportTable>();
}

/// <summary>One figure in large type.</summary>
/// <param name="Value">"0.87".</param>
/// <param name="Name">What it is.</param>
/// <param name="Detail">A line in small type, or empty.</param>
public sealed record KeyFigure(string Value, string Name, string Detail);

/// <summary>Cases shown under one heading.</summary>
/// <param name="Title">"Missed lesions".</param>
/// <param name="Explanation">A sentence, or empty.</param>
/// <param name="Cases">In the order shown.</param>
public sealed record ShownGroup(string Title, string Explanation, IReadOnlyList<ShownCase> Cases);

/// <summary>One fold's training.</summary>
public sealed record TrainingCurve(string Fold, IReadOnlyList<TrainingPoint> Points);

/// <param name="Iteration">Steps done.</param>
/// <param name="Loss">Mean since the point before.</param>
/// <param name="PseudoDice">On validation patches; NaN where not measured.</param>
public readonly record struct TrainingPoint(long Iteration, double Loss, double PseudoDice);

/// <summary>One metric of one label over all cases.</summary>
/// <param name="Label">Name of the label.</param>
/// <param name="Metric">Name of the metric, with the cases it covers where not all: "HD95, detected".</param>
/// <param name="Mean">Over the cases.</param>
/// <param name="Median">Over the cases.</param>
/// <param name="Std">Standard deviation.</param>
/// <param name="Low">Lower end of the mean's 95 % confidence interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="N">Cases.</param>
/// <param name="Unit">"mm", "px" or empty.</param>
public sealed record MetricRow(string Label, string Metric, double Mean, double Median, double Std, double Low, double High, int N, string Unit = "");

/// <summary>One label of one case.</summary>
/// <param name="Fold">That held the case out; 0 where nothing was trained.</param>
/// <param name="ReferenceVoxels">Size of the reference.</param>
/// <param name="PredictionVoxels">Size of the prediction.</param>
/// <param name="Unpredicted">There was no prediction.</param>
public sealed record CaseRow(
    string Id,
    int Fold,
    string Label,
    long ReferenceVoxels,
    long PredictionVoxels,
    double Dsc,
    double Iou,
    double Conformity,
    double Sensitivity,
    double Precision,
    double Hd95,
    double Assd,
    bool Missed,
    bool FalseAlarm,
    bool Unpredicted = false)
{
    /// <summary>Metrics that were not measured are NaN.</summary>
    public static CaseRow Of(int fold, CaseMetrics row)
    {
        double Value(string metric) => row.Values.TryGetValue(metric, out var value) ? value : double.NaN;
        return new(
            row.Case,
            fold,
            row.Label,
            row.ReferenceVoxels,
            row.PredictionVoxels,
            Value("dsc"),
            Value("iou"),
            Value("conformity"),
            Value("sensitivity"),
            Value("precision"),
            Value("hd95"),
            Value("assd"),
            row.Missed,
            row.FalseAlarm,
            row.Unpredicted);
    }
}
