using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Agreement;

/// <summary>A model against readers.</summary>
/// <param name="Readers">In the panel.</param>
/// <param name="Cases">That all of them read.</param>
/// <param name="Patients">Of these cases.</param>
/// <param name="Margin">Stated before: how much less DSC is still acceptable.</param>
/// <param name="Generalises">True: readers and patients are samples, and the result is for others like them. False: for these readers only.</param>
/// <param name="NonInferiority">One-sided at 0.025; its interval is the 95 % one.</param>
/// <param name="Equivalence">Two one-sided tests at 0.05 each; its interval is the 90 % one.</param>
/// <param name="Freedom">Degrees of freedom of both.</param>
/// <param name="ReaderVariance">Variance of the difference that is due to which readers were asked; NaN where not estimated.</param>
/// <param name="PatientVariance">Variance of the difference that is due to which patients came.</param>
public sealed record ReaderStudyResult(int Readers, int Cases, int Patients, double Margin, bool Generalises, MarginTest NonInferiority, MarginTest Equivalence, double Freedom, double ReaderVariance, double PatientVariance);
