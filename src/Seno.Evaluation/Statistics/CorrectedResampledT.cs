namespace Seno.Evaluation.Statistics;

/// <summary>t-test of the scores of two methods over cross-validation folds, whose training sets overlap (Nadeau and Bengio, Machine Learning 52, 2003).</summary>
/// <remarks>t = mean/√((1/J + n_test/n_train) s²) with J − 1 degrees of freedom. The plain t-test, without the second term, rejects far too often.</remarks>
public static class CorrectedResampledT
{
    /// <param name="differences">Score of one method less that of the other, one a fold, repeats included.</param>
    /// <param name="testShare">Test cases divided by training cases of a fold: 1/(k − 1) for k folds; 0 is the plain t-test.</param>
    /// <param name="confidence">Of the interval. Default 0.95.</param>
    /// <exception cref="ArgumentException">Fewer than two folds, or a difference is not finite.</exception>
    public static TTestResult Test(IReadOnlyList<double> differences, double testShare, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(testShare);
        if (differences.Count < 2 || !differences.All(double.IsFinite))
            throw new ArgumentException("At least two folds with finite differences are needed", nameof(differences));
        var folds = differences.Count;
        var mean = differences.Average();
        var variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (folds - 1);
        return TTestResult.Of(mean, Math.Sqrt((1.0 / folds + testShare) * variance), folds - 1, confidence);
    }
}
