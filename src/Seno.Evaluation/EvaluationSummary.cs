namespace Seno.Evaluation;

/// <summary>summary.json: what an evaluation found.</summary>
/// <param name="Cases">Cases compared.</param>
/// <param name="Unit">Of the distances: "mm" or "px".</param>
/// <param name="Labels">By label name.</param>
public sealed record EvaluationSummary(int Cases, string Unit, IReadOnlyDictionary<string, LabelSummary> Labels)
{
    /// <param name="rows">Any cases.</param>
    /// <param name="unit">Of their distances.</param>
    /// <param name="labels">Names, in the order wanted.</param>
    public static EvaluationSummary Of(IReadOnlyList<CaseMetrics> rows, string unit, IEnumerable<string> labels) => new(
        rows.Select(row => row.Case).Distinct().Count(),
        unit,
        labels.ToDictionary(label => label, label => LabelSummary.Of([.. rows.Where(row => row.Label == label)])));
}
