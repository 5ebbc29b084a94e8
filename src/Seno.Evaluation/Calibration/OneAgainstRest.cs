using System.Text.Json.Serialization;

namespace Seno.Evaluation.Calibration;

/// <summary>Classes calibrated one by one, each against all others (Zadrozny and Elkan, KDD 2002).</summary>
/// <remarks>Of two classes, the second is calibrated and the background is the rest. Of more, each is, and their probabilities are divided by their sum. The likeliest class may change.</remarks>
public abstract record OneAgainstRest : CalibrationMap
{
    [JsonIgnore]
    public override bool KeepsLabels => false;

    /// <value>Curves there must be for a number of classes.</value>
    private protected static int CurvesFor(int classes) => classes == 2 ? 1 : classes;

    /// <summary>What a fit of one curve sees.</summary>
    /// <returns>Log-odds, 1 where the class is the truth, and weights.</returns>
    private protected static (double[] Odds, byte[] Truth, double[] Weight) Of(ProbabilityPool pool, int curve)
    {
        var label = pool.Classes == 2 ? 1 : curve;
        var odds = new double[pool.Count];
        Span<double> scores = stackalloc double[pool.Classes];
        for (var cell = 0; cell < odds.Length; cell++)
        {
            for (var other = 0; other < scores.Length; other++)
                scores[other] = pool.Scores(cell)[other];
            odds[cell] = ProbabilityPool.LogOdds(scores, label);
        }
        return (odds, [.. pool.Truth.Select(truth => truth == label ? (byte)1 : (byte)0)], pool.Weight);
    }

    /// <returns>Calibrated probability of the curve's class, and of the rest.</returns>
    private protected abstract (double Probability, double Complement) Calibrated(int curve, double odds);

    public sealed override void Apply(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        if (scores.Length == 2)
        {
            (probabilities[1], probabilities[0]) = Calibrated(0, ProbabilityPool.LogOdds(scores, 1));
            return;
        }
        var total = 0.0;
        for (var label = 0; label < scores.Length; label++)
            total += probabilities[label] = Calibrated(label, ProbabilityPool.LogOdds(scores, label)).Probability;
        for (var label = 0; label < scores.Length; label++)
            probabilities[label] /= total;
    }
}
