namespace Seno.Core;

/// <summary>Where a long piece of work stands. Libraries take an <see cref="Action{T}"/> of these; the command line draws them.</summary>
/// <param name="Stage">What is being done, as a short verb phrase: "training fold 0".</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all; 0 when unknown.</param>
/// <param name="Detail">What is worth seeing now: loss, pseudo-Dice, case.</param>
/// <param name="Left">Time left, where the work knows it better than the mean over what is finished tells.</param>
public readonly record struct ProgressUpdate(string Stage, long Done, long Total, string? Detail = null, TimeSpan? Left = null);
