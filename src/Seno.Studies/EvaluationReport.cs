using Seno.Evaluation;

namespace Seno.Studies;

/// <summary>An evaluation, and its parts where it was asked for apart.</summary>
/// <param name="Summary">All cases.</param>
/// <param name="Apart">By value of the column asked for; null where none was.</param>
public sealed record EvaluationReport(EvaluationSummary Summary, IReadOnlyDictionary<string, EvaluationSummary>? Apart);
