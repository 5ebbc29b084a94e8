namespace Seno.Evaluation.Detection;

/// <summary>Lesions of one label over all cases, pooled: a case with five lesions counts five times.</summary>
/// <param name="Lesions">Drawn.</param>
/// <param name="Found">Of them.</param>
/// <param name="FalsePositives">Predicted lesions that found none.</param>
/// <param name="FalsePositivesPerCase">Mean over all cases, those without a lesion included.</param>
/// <param name="Sensitivity">Found of drawn; NaN, as F1 and the two below, where none was drawn.</param>
/// <param name="Precision">Found of predicted; NaN where none was drawn nor predicted.</param>
/// <param name="F1">Of the two.</param>
/// <param name="LesionDice">As <see cref="LesionDetection.LesionDice"/>.</param>
/// <param name="PanopticQuality">As <see cref="LesionDetection.PanopticQuality"/>.</param>
/// <param name="Froc">Where probabilities were at hand.</param>
public sealed record DetectionSummary(int Lesions, int Found, int FalsePositives, double FalsePositivesPerCase, double Sensitivity, double Precision, double F1, double LesionDice, double PanopticQuality, FrocCurve? Froc)
{
    /// <returns>Null where lesions were not counted.</returns>
    public static DetectionSummary? Of(IReadOnlyList<CaseMetrics> rows)
    {
        var cases = rows.Select(row => row.Detection).OfType<LesionDetection>().ToArray();
        if (cases.Length == 0)
            return null;
        var all = LesionDetection.Pooled(cases);
        var none = all.Reference == 0;
        var candidates = rows.Select(row => row.Candidates).OfType<FrocCase>().ToArray();
        return new(
            all.Reference,
            all.Found,
            all.FalsePositives,
            (double)all.FalsePositives / cases.Length,
            none ? double.NaN : all.Sensitivity,
            none && all.Predicted == 0 ? double.NaN : all.Precision,
            none ? double.NaN : all.F1,
            none ? double.NaN : all.LesionDice,
            none ? double.NaN : all.PanopticQuality,
            candidates.Length == cases.Length ? FrocCurve.Of(candidates) : null);
    }
}
