using Seno.Evaluation;
using Seno.Studies.Locking;

namespace Seno.Studies;

/// <summary>An evaluation, and its parts where it was asked for apart.</summary>
/// <param name="Summary">All cases.</param>
/// <param name="Apart">By value of the column asked for; null where none was.</param>
/// <param name="TestSetUses">Every evaluation of the locked test set so far, this one last; null where none was touched.</param>
public sealed record EvaluationReport(EvaluationSummary Summary, IReadOnlyDictionary<string, EvaluationSummary>? Apart, IReadOnlyList<TestSetUse>? TestSetUses = null);
