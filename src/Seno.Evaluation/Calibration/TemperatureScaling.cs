using System.Text.Json.Serialization;
using Seno.Core;

namespace Seno.Evaluation.Calibration;

/// <summary>Temperature scaling (Guo et al., ICML 2017): logits divided by one number, which never changes which class is likeliest.</summary>
/// <param name="Temperature">Above 1 makes probabilities less extreme, below 1 more; 1 leaves them.</param>
public sealed record TemperatureScaling(double Temperature) : CalibrationMap
{
    /// <summary>A fit stays within [1/20, 20]: a model that is right throughout would want 0.</summary>
    public const double Most = 20;

    private const int Halvings = 60;

    public static TemperatureScaling None { get; } = new(1);

    [JsonIgnore]
    public override bool KeepsLabels => true;

    /// <summary>The temperature of least negative log-likelihood.</summary>
    /// <remarks>In 1/T that is convex, so its slope is halved to its one zero. ln p serves as the logit: they differ by the same number in all classes.</remarks>
    public static TemperatureScaling Fit(ProbabilityPool pool)
    {
        var (low, high) = (-Math.Log(Most), Math.Log(Most));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (Slope(pool, Math.Exp(middle)) < 0)
                low = middle;
            else
                high = middle;
        }
        return new(Math.Exp(-(low + high) / 2));
    }

    public override void Apply(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        var highest = double.NegativeInfinity;
        for (var label = 0; label < scores.Length; label++)
            highest = Math.Max(highest, probabilities[label] = Math.Max(scores[label], -ProbabilityPool.Limit) / Temperature);
        var total = 0.0;
        for (var label = 0; label < scores.Length; label++)
            total += probabilities[label] = Math.Exp(probabilities[label] - highest);
        for (var label = 0; label < scores.Length; label++)
            probabilities[label] /= total;
    }

    public override void Check(string source, int classes)
    {
        if (!(Temperature > 0 && double.IsFinite(Temperature)))
            throw new DataException(source, FormattableString.Invariant($"holds temperature {Temperature}"), "Calibrate again with 'seno calibrate'");
    }

    /// <summary>Derivative of the negative log-likelihood by 1/T: Σ w (mean of z under softmax(z/T) − z of the truth).</summary>
    private static double Slope(ProbabilityPool pool, double sharpness)
    {
        var sum = 0.0;
        for (var cell = 0; cell < pool.Count; cell++)
        {
            var scores = pool.Scores(cell);
            var highest = double.NegativeInfinity;
            foreach (var score in scores)
                highest = Math.Max(highest, score);
            var (total, mean) = (0.0, 0.0);
            foreach (var score in scores)
            {
                var share = Math.Exp(sharpness * (score - highest));
                total += share;
                mean += share * (score - highest);
            }
            sum += pool.Weight[cell] * (mean / total - (scores[pool.Truth[cell]] - highest));
        }
        return sum;
    }
}
