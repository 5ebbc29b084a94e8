namespace Seno.Evaluation.Statistics;

/// <summary>An exact test of paired failures.</summary>
/// <param name="FirstOnly">Cases on which only the first method failed.</param>
/// <param name="SecondOnly">Cases on which only the second did.</param>
/// <param name="P">Two-sided, in (0, 1]; 1 where no patient differs.</param>
public sealed record McNemarResult(int FirstOnly, int SecondOnly, double P);
