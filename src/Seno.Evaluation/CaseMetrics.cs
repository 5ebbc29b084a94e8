using Seno.Evaluation.Detection;

namespace Seno.Evaluation;

/// <summary>One label of one case.</summary>
/// <param name="Case">Plain case id.</param>
/// <param name="Group">Patient, or what else must be resampled together.</param>
/// <param name="Label">Name of the label.</param>
/// <param name="Values">By metric; of a case without a prediction, without those of probabilities.</param>
/// <param name="ReferenceVoxels">Size of the reference.</param>
/// <param name="PredictionVoxels">Size of the prediction.</param>
/// <param name="Missed">The reference has the label and the prediction does not touch it.</param>
/// <param name="FalseAlarm">The reference lacks the label and the prediction has it.</param>
public sealed record CaseMetrics(string Case, string Group, string Label, IReadOnlyDictionary<string, double> Values, long ReferenceVoxels, long PredictionVoxels, bool Missed, bool FalseAlarm)
{
    /// <value>Of the reference, mL; voxels where the spacing is unknown.</value>
    public double ReferenceSize { get; init; } = ReferenceVoxels;

    /// <value>Voxels of the case that were not annotated and are left out of everything; null where the data set has no such label.</value>
    public long? IgnoredVoxels { get; init; }

    /// <value>There was no prediction: a lesion is missed for that reason.</value>
    public bool Unpredicted { get; init; }

    /// <value>Lesion by lesion, where they were counted.</value>
    public LesionDetection? Detection { get; init; }

    /// <value>Lesion candidates by score, where they were counted and there are probabilities.</value>
    public FrocCase? Candidates { get; init; }
}
