namespace Seno.Evaluation.Calibration;

/// <summary>Voxels whose probabilities are alike: the sums that every measure of calibration is made of. Sums of two bins add.</summary>
public record struct ReliabilityBin
{
    /// <value>Voxels.</value>
    public double Weight { get; private set; }

    /// <value>Σ p.</value>
    public double Expected { get; private set; }

    /// <value>Σ y: voxels that have the label.</value>
    public double Found { get; private set; }

    /// <value>Σ p².</value>
    public double SquaredProbability { get; private set; }

    /// <value>Σ p·y.</value>
    public double Joint { get; private set; }

    /// <value>Mean p; NaN without voxels.</value>
    public readonly double Probability => Expected / Weight;

    /// <value>Mean y; NaN without voxels.</value>
    public readonly double Frequency => Found / Weight;

    internal void Add(double probability, double truth, double weight = 1)
    {
        Weight += weight;
        Expected += weight * probability;
        Found += weight * truth;
        SquaredProbability += weight * probability * probability;
        Joint += weight * probability * truth;
    }

    internal void Add(in ReliabilityBin other)
    {
        Weight += other.Weight;
        Expected += other.Expected;
        Found += other.Found;
        SquaredProbability += other.SquaredProbability;
        Joint += other.Joint;
    }
}
