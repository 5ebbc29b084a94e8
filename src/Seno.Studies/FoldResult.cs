using System.Text.Json.Serialization;
using Seno.Evaluation;

namespace Seno.Studies;

/// <summary>One trained fold and how it did on its validation cases.</summary>
/// <param name="Fold">From 0.</param>
/// <param name="TrainingCases">Trained on.</param>
/// <param name="ValidationCases">Held out.</param>
/// <param name="PlannedSteps">Before any re-planning.</param>
/// <param name="DoneSteps">Made.</param>
/// <param name="TrainingSeconds">Of training and its validations, of all processes that worked at it.</param>
/// <param name="TimeLimitSeconds">Asked for; null for none.</param>
/// <param name="Summary">Of the held-out cases.</param>
/// <param name="Rows">The held-out cases.</param>
public sealed record FoldResult(
    int Fold,
    int TrainingCases,
    int ValidationCases,
    long PlannedSteps,
    long DoneSteps,
    double TrainingSeconds,
    double? TimeLimitSeconds,
    EvaluationSummary Summary,
    [property: JsonIgnore] IReadOnlyList<CaseMetrics> Rows)
{
    /// <value>The same as <see cref="DoneSteps"/>, under the name that scripts know.</value>
    public long Iterations => DoneSteps;

    /// <summary>Steps and time in words.</summary>
    [JsonIgnore]
    public string Effort => TrainingEffort.Describe(PlannedSteps, DoneSteps, TrainingSeconds, TimeLimitSeconds);
}
