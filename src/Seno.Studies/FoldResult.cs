using System.Text.Json.Serialization;
using Seno.Evaluation;

namespace Seno.Studies;

/// <summary>One trained fold and how it did on its validation cases.</summary>
public sealed record FoldResult(int Fold, int TrainingCases, int ValidationCases, long Iterations, double TrainingSeconds, EvaluationSummary Summary, [property: JsonIgnore] IReadOnlyList<CaseMetrics> Rows);
