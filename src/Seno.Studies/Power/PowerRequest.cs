using Seno.Evaluation.Statistics;

namespace Seno.Studies.Power;

/// <summary>A study to be planned.</summary>
/// <param name="Design">Margin, level, lesions a patient. Deviation and intraclass correlation are overwritten where <paramref name="Earlier"/> tells them.</param>
/// <param name="Target">Power wanted, in (0, 1).</param>
/// <param name="Patients">Numbers of patients to tabulate; empty for a range about the number needed.</param>
/// <param name="Earlier">Two earlier evaluations of the same cases, from which deviation and intraclass correlation are estimated; null: as given.</param>
/// <param name="Simulate">State beside every number what simulated studies give.</param>
public sealed record PowerRequest(PowerDesign Design, double Target, IReadOnlyList<int> Patients, EarlierEvaluations? Earlier = null, bool Simulate = false);

/// <param name="First">Folder with cases.csv.</param>
/// <param name="Second">Another.</param>
/// <param name="Metric">Column of both.</param>
/// <param name="Dataset">Tells which cases are of one patient; null: every case is its own.</param>
public sealed record EarlierEvaluations(string First, string Second, string Metric, string? Dataset);
