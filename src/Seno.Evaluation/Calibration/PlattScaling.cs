using Seno.Core;

namespace Seno.Evaluation.Calibration;

/// <summary>Platt scaling (Platt, in Advances in Large Margin Classifiers, 1999): a sigmoid of the log-odds.</summary>
/// <param name="Curves">One of two classes; one a class of more.</param>
public sealed record PlattScaling(IReadOnlyList<Sigmoid> Curves) : OneAgainstRest
{
    public static PlattScaling Fit(ProbabilityPool pool) => new([.. Enumerable.Range(0, CurvesFor(pool.Classes)).Select(curve =>
    {
        var (odds, truth, weight) = Of(pool, curve);
        return Sigmoid.Fit(odds, truth, weight);
    })]);

    public override void Check(string source, int classes)
    {
        if (Curves?.Count != CurvesFor(classes) || Curves.Any(curve => !double.IsFinite(curve.Slope) || !double.IsFinite(curve.Intercept)))
            throw new DataException(source, FormattableString.Invariant($"holds no Platt scaling of {classes} classes"), "Calibrate again with 'seno calibrate'");
    }

    private protected override (double Probability, double Complement) Calibrated(int curve, double odds)
    {
        var sigmoid = Curves[curve];
        // 1 − p of a p near 1 is rounding
        return (sigmoid.Of(odds), new Sigmoid(-sigmoid.Slope, -sigmoid.Intercept).Of(odds));
    }
}
