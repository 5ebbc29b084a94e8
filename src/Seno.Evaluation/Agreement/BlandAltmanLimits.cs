using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Agreement;

/// <summary>How two methods of measurement differ.</summary>
/// <param name="Bias">Mean difference, first less second.</param>
/// <param name="Lower">Lower limit of agreement.</param>
/// <param name="Upper">Upper limit of agreement.</param>
/// <param name="N">Pairs.</param>
public sealed record BlandAltmanLimits(Estimate Bias, Estimate Lower, Estimate Upper, int N);
