namespace Seno.Evaluation.Calibration;

/// <summary>What a Brier score is made of (Murphy, J. Appl. Meteorol. 12, 1973), with what binning leaves over (Stephenson et al., Weather and Forecasting 23, 2008).</summary>
/// <param name="Reliability">Σ w (p̄ − ȳ)² over bins, w being their share: 0 where calibrated.</param>
/// <param name="Resolution">Σ w (ȳ − ȳ over all)²: how far the bins' frequencies part; more is better.</param>
/// <param name="Uncertainty">ȳ (1 − ȳ): of the data, whatever the model.</param>
/// <param name="WithinVariance">Mean over voxels of (p − p̄)²: probabilities in a bin are not equal.</param>
/// <param name="WithinCovariance">Twice the mean over voxels of (p − p̄)(y − ȳ): within a bin too the higher ones may come true more often.</param>
public sealed record BrierDecomposition(double Reliability, double Resolution, double Uncertainty, double WithinVariance, double WithinCovariance)
{
    /// <value>Reliability − resolution + uncertainty + within-bin variance − within-bin covariance: the Brier score, up to rounding.</value>
    public double Sum => Reliability - Resolution + Uncertainty + WithinVariance - WithinCovariance;

    public static BrierDecomposition Of(ReliabilityDiagram diagram)
    {
        var total = diagram.Weight;
        var frequency = diagram.Bins.Sum(bin => bin.Found) / total;
        var (reliability, resolution, variance, covariance) = (0.0, 0.0, 0.0, 0.0);
        foreach (var bin in diagram.Bins.Where(bin => bin.Weight > 0))
        {
            reliability += bin.Weight * Square(bin.Probability - bin.Frequency);
            resolution += bin.Weight * Square(bin.Frequency - frequency);
            variance += bin.SquaredProbability - bin.Expected * bin.Probability;
            covariance += 2 * (bin.Joint - bin.Expected * bin.Frequency);
        }
        return new(reliability / total, resolution / total, frequency * (1 - frequency), variance / total, covariance / total);
    }

    private static double Square(double value) => value * value;
}
