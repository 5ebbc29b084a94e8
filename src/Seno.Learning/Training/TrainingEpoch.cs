namespace Seno.Learning.Training;

/// <summary>What one epoch measured.</summary>
/// <param name="Iteration">Steps done at its end.</param>
/// <param name="Scalars">Means of the task's scalars over the epoch's steps.</param>
/// <param name="PseudoDice">Dice of all validation patches taken together, mean over labels.</param>
/// <param name="SamplesPerSecond">Training samples, data path included, validation excluded.</param>
/// <param name="Seconds">Length of the epoch.</param>
public sealed record TrainingEpoch(long Iteration, IReadOnlyDictionary<string, double> Scalars, double PseudoDice, double SamplesPerSecond, double Seconds);
