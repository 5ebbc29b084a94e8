using Seno.Evaluation.Agreement;

namespace Seno.Studies;

/// <summary>summary.json of a study of readers.</summary>
/// <param name="Dataset">Name.</param>
/// <param name="Readers">The panel, and the cases that each lacks.</param>
/// <param name="Cases">That two readers or more read.</param>
/// <param name="Patients">Of these.</param>
/// <param name="Unit">Of distances: "mm" or "px".</param>
/// <param name="VolumeUnit">"mm³", "mm²" or "px".</param>
/// <param name="Margin">DSC; null without a model.</param>
/// <param name="Labels">By name.</param>
public sealed record AgreementResult(string Dataset, IReadOnlyDictionary<string, IReadOnlyList<string>> Readers, int Cases, int Patients, string Unit, string VolumeUnit, double? Margin, IReadOnlyDictionary<string, LabelAgreement> Labels);
