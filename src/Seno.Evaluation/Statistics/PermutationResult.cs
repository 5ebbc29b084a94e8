namespace Seno.Evaluation.Statistics;

/// <summary>A sign-flip permutation test.</summary>
/// <param name="MeanDifference">Over all pairs.</param>
/// <param name="P">In (0, 1].</param>
/// <param name="Exact">Every assignment of signs was counted; otherwise a seeded sample, the one observed included.</param>
public sealed record PermutationResult(double MeanDifference, double P, bool Exact);
