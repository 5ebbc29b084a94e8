namespace Seno.Evaluation;

/// <summary>Rows and their summary.</summary>
public sealed record EvaluationResult(IReadOnlyList<CaseMetrics> Rows, EvaluationSummary Summary);
