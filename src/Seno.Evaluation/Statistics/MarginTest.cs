namespace Seno.Evaluation.Statistics;

/// <summary>A test of a mean difference against a margin.</summary>
/// <param name="Difference">Mean with the interval of confidence 1 − 2α, whose ends decide.</param>
/// <param name="N">Patients.</param>
/// <param name="P">One-sided.</param>
/// <param name="Shown">Non-inferiority, or equivalence, is shown at the level asked for.</param>
public sealed record MarginTest(Estimate Difference, int N, double P, bool Shown);
