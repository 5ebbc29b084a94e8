using Seno.Evaluation.Statistics;

namespace Seno.Studies.Power;

/// <summary>Power of a study by its number of patients.</summary>
/// <param name="Design">What was assumed.</param>
/// <param name="Target">Power wanted.</param>
/// <param name="PatientsNeeded">The fewest that reach it; null if 100 000 do not.</param>
/// <param name="Rows">In ascending order.</param>
/// <param name="Assumptions">The same in sentences.</param>
public sealed record PowerResult(PowerDesign Design, double Target, int? PatientsNeeded, IReadOnlyList<PowerRow> Rows, string Assumptions);

/// <param name="Patients">In the study.</param>
/// <param name="Lesions">Patients times lesions of each.</param>
/// <param name="EffectiveLesions">As many independent ones would say as much.</param>
/// <param name="Power">By the formula.</param>
/// <param name="Simulated">Of 4000 simulated studies; null where not asked for.</param>
public sealed record PowerRow(int Patients, int Lesions, double EffectiveLesions, double Power, double? Simulated);
