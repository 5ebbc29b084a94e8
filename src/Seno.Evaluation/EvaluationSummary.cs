namespace Seno.Evaluation;

/// <summary>summary.json: what an evaluation found.</summary>
/// <param name="Cases">Cases compared.</param>
/// <param name="Unit">Of the distances: "mm" or "px".</param>
/// <param name="Labels">By label name.</param>
public sealed record EvaluationSummary(int Cases, string Unit, IReadOnlyDictionary<string, LabelSummary> Labels);
