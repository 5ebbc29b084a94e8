namespace Seno.Evaluation.Calibration;

/// <summary>Probabilities of one label and what came true, where each may stand for several voxels.</summary>
public sealed record WeightedForecast
{
    /// <param name="probability">Each in [0, 1].</param>
    /// <param name="truth">1 where the reference has the label, else 0.</param>
    /// <param name="weight">Voxels that each stands for.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are none; a probability is NaN or outside [0, 1].</exception>
    public WeightedForecast(double[] probability, byte[] truth, double[] weight)
    {
        if (probability.Length != truth.Length || probability.Length != weight.Length || truth.Length == 0)
            throw new ArgumentException($"{probability.Length} probabilities and {weight.Length} weights for {truth.Length} truths", nameof(probability));
        if (probability.Any(p => !(p >= 0 && p <= 1)))
            throw new ArgumentException("holds what is no probability", nameof(probability));
        (Probability, Truth, Weight) = (probability, truth, weight);
    }

    public double[] Probability { get; }

    public byte[] Truth { get; }

    public double[] Weight { get; }

    public static WeightedForecast Of(BinaryForecast forecast) =>
        new([.. forecast.Probability.ToArray().Select(p => (double)p)], forecast.Truth.ToArray(), [.. Enumerable.Repeat(1.0, forecast.Truth.Length)]);
}
