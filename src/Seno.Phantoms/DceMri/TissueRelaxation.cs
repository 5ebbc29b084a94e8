namespace Seno.Phantoms.DceMri;

/// <summary>What a tissue's signal depends on.</summary>
/// <param name="T1">ms.</param>
/// <param name="T2Star">ms.</param>
/// <param name="ProtonDensity">Of what gives signal, against water: 0..1.</param>
public readonly record struct TissueRelaxation(double T1, double T2Star, double ProtonDensity);
