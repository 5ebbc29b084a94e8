namespace Seno.Evaluation;

/// <summary>One label of one case.</summary>
/// <param name="Case">Plain case id.</param>
/// <param name="Group">Patient, or what else must be resampled together.</param>
/// <param name="Label">Name of the label.</param>
/// <param name="Values">By metric.</param>
/// <param name="ReferenceVoxels">Size of the reference.</param>
/// <param name="PredictionVoxels">Size of the prediction.</param>
/// <param name="Missed">The reference has the label and the prediction does not touch it.</param>
/// <param name="FalseAlarm">The reference lacks the label and the prediction has it.</param>
public sealed record CaseMetrics(string Case, string Group, string Label, IReadOnlyDictionary<string, double> Values, long ReferenceVoxels, long PredictionVoxels, bool Missed, bool FalseAlarm);
