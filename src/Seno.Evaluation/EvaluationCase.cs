namespace Seno.Evaluation;

/// <summary>A prediction and its reference, as files.</summary>
/// <remarks>Without a prediction, every lesion of the reference counts as missed; a label that the reference lacks has no row, as it would
/// be right for the wrong reason.</remarks>
/// <param name="Id">Plain case id.</param>
/// <param name="Group">Patient, or what else must be resampled together.</param>
/// <param name="PredictionFile">Label map; null where there is none.</param>
/// <param name="ReferenceFile">Label map on the same grid.</param>
public sealed record EvaluationCase(string Id, string Group, string? PredictionFile, string ReferenceFile)
{
    /// <value>Class probabilities, one file a label value from 0 on; empty where there are none.</value>
    public IReadOnlyList<string> ProbabilityFiles { get; init; } = [];

    /// <value>
    /// Files that differ from the reference only by the order or sense of their axes are turned to it; else they are refused.
    /// </value>
    public bool Reorient { get; init; }
}
