namespace Seno.Evaluation.Agreement;

/// <summary>Two masks of one case, compared.</summary>
/// <param name="First">Who drew the first.</param>
/// <param name="Second">Who drew the second: a reader, or the consensus of the readers but one.</param>
/// <param name="Score">How they agree.</param>
/// <param name="FirstVolume">mm³ (mm² of an image), or voxels where their size is unknown.</param>
/// <param name="SecondVolume">As the first.</param>
public sealed record ScorePair(string First, string Second, MaskScore Score, double FirstVolume, double SecondVolume);
