namespace Seno.Evaluation.Statistics;

/// <summary>Two paired areas under the ROC curve.</summary>
/// <param name="First">Area of the first method.</param>
/// <param name="Second">Area of the second.</param>
/// <param name="Difference">First − second.</param>
/// <param name="Z">Difference over its standard error; 0 where that is 0.</param>
/// <param name="P">Two-sided, by the normal approximation.</param>
public sealed record DeLongResult(Estimate First, Estimate Second, Estimate Difference, double Z, double P);
