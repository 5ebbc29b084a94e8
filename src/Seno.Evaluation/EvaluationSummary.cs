namespace Seno.Evaluation;

/// <summary>summary.json: what an evaluation found.</summary>
/// <param name="Cases">Cases compared.</param>
/// <param name="Unit">Of the distances: "mm" or "px".</param>
/// <param name="Labels">By label name.</param>
public sealed record EvaluationSummary(int Cases, string Unit, IReadOnlyDictionary<string, LabelSummary> Labels)
{
    /// <value>Voxels of all cases that were not annotated and are left out of every metric; null where the data set has no such
    /// label.</value>
    public long? IgnoredVoxels { get; init; }

    /// <value>Cases without a prediction, whose lesions count as missed; null where every case had to have one.</value>
    public int? Missing { get; init; }

    /// <value>The column of cases.csv whose values are summarised apart; null where none is.</value>
    public string? Column { get; init; }

    /// <value>By the column's value.</value>
    public IReadOnlyDictionary<string, EvaluationSummary>? Subgroups { get; init; }

    /// <param name="rows">Any cases.</param>
    /// <param name="unit">Of their distances.</param>
    /// <param name="labels">Names, in the order wanted.</param>
    /// <param name="strata">Sizes of lesions to be summarised apart.</param>
    public static EvaluationSummary Of(IReadOnlyList<CaseMetrics> rows, string unit, IEnumerable<string> labels, SizeStrata? strata = null) => new(
        rows.Select(row => row.Case).Distinct().Count(),
        unit,
        labels.ToDictionary(label => label, label => Label([.. rows.Where(row => row.Label == label)], unit, strata)))
    {
        IgnoredVoxels = rows.All(row => row.IgnoredVoxels is null) ? null : rows.DistinctBy(row => row.Case).Sum(row => row.IgnoredVoxels),
    };

    private static LabelSummary Label(IReadOnlyList<CaseMetrics> rows, string unit, SizeStrata? strata)
    {
        var summary = LabelSummary.Of(rows);
        return strata is null ? summary : summary with { Strata = strata.Split(rows, unit == "mm" ? "mL" : unit).ToDictionary(part => part.Name, part => LabelSummary.Of(part.Rows)) };
    }
}
