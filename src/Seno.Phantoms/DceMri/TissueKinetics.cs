namespace Seno.Phantoms.DceMri;

/// <summary>How a tissue exchanges contrast medium with blood: the parameters of the extended Tofts model.</summary>
/// <param name="Transfer">Ktrans, per minute.</param>
/// <param name="Return">kep, per minute; Ktrans / kep is the extravascular extracellular share of the volume.</param>
/// <param name="Plasma">vp, the plasma's share of the volume, 0..1.</param>
public readonly record struct TissueKinetics(double Transfer, double Return, double Plasma);
