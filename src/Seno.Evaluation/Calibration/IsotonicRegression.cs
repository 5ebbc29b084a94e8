using Seno.Core;

namespace Seno.Evaluation.Calibration;

/// <summary>Isotonic calibration (Zadrozny and Elkan, KDD 2002): any rising curve of the log-odds.</summary>
/// <param name="Curves">One of two classes; one a class of more.</param>
public sealed record IsotonicRegression(IReadOnlyList<MonotoneCurve> Curves) : OneAgainstRest
{
    /// <remarks>A stretch in which nothing, or all, came true is not held for certain: with N voxels, probabilities stay within 1/(N + 2) of 0 and 1, as one surprise would cost infinitely much (ours).</remarks>
    public static IsotonicRegression Fit(ProbabilityPool pool) => new([.. Enumerable.Range(0, CurvesFor(pool.Classes)).Select(curve =>
    {
        var (odds, truth, weight) = Of(pool, curve);
        return MonotoneCurve.Fit(odds, truth, weight).Within(1 / (weight.Sum() + 2));
    })]);

    public override void Check(string source, int classes)
    {
        if (Curves?.Count != CurvesFor(classes) || Curves.Any(curve => !IsRising(curve)))
            throw new DataException(source, FormattableString.Invariant($"holds no rising curves for {classes} classes"), "Calibrate again with 'seno calibrate'");
    }

    private static bool IsRising(MonotoneCurve curve)
    {
        var (odds, levels) = (curve.Odds, curve.Probabilities);
        return odds is { Count: > 0 } && levels?.Count == odds.Count && odds.All(double.IsFinite) && levels.All(p => p is > 0 and < 1)
            && Enumerable.Range(1, odds.Count - 1).All(i => odds[i] > odds[i - 1] && levels[i] >= levels[i - 1]);
    }

    private protected override (double Probability, double Complement) Calibrated(int curve, double odds)
    {
        var probability = Curves[curve].Of(odds);
        return (probability, 1 - probability);
    }
}
