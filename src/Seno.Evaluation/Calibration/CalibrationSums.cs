namespace Seno.Evaluation.Calibration;

/// <summary>How one case's calibrated probabilities compare with its truth: sums, so that cases can be pooled and resampled.</summary>
public sealed class CalibrationSums
{
    private readonly WeightedForecast[] forecasts;

    private CalibrationSums(WeightedForecast[] forecasts, double surprise, double changed) => (this.forecasts, Surprise, Changed) = (forecasts, surprise, changed);

    /// <value>Σ −ln of the probability of what came true.</value>
    public double Surprise { get; }

    /// <value>Voxels whose likeliest class the map changed.</value>
    public double Changed { get; }

    /// <value>One a class, background first.</value>
    public IReadOnlyList<WeightedForecast> Forecasts => forecasts;

    public static CalibrationSums Of(ProbabilityPool pool, CalibrationMap map)
    {
        var calibrated = Enumerable.Range(0, pool.Classes).Select(_ => new double[pool.Count]).ToArray();
        var (surprise, changed) = (0.0, 0.0);
        Span<double> scores = stackalloc double[pool.Classes], probabilities = stackalloc double[pool.Classes];
        for (var cell = 0; cell < pool.Count; cell++)
        {
            for (var label = 0; label < scores.Length; label++)
                scores[label] = pool.Scores(cell)[label];
            map.Apply(scores, probabilities);
            for (var label = 0; label < scores.Length; label++)
                calibrated[label][cell] = Math.Clamp(probabilities[label], 0, 1);
            surprise -= pool.Weight[cell] * Math.Log(probabilities[pool.Truth[cell]]);
            changed += map.KeepsLabels || Likeliest(scores) == Likeliest(probabilities) ? 0 : pool.Weight[cell];
        }
        return new([.. calibrated.Select((values, label) => new WeightedForecast(values, [.. pool.Truth.Select(truth => truth == label ? (byte)1 : (byte)0)], pool.Weight))], surprise, changed);
    }

    /// <summary>The lower label where two are equally likely, as everywhere.</summary>
    private static int Likeliest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var label = 1; label < values.Length; label++)
            best = values[label] > values[best] ? label : best;
        return best;
    }
}
