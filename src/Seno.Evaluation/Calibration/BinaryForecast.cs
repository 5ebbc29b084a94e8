namespace Seno.Evaluation.Calibration;

/// <summary>Probabilities of one label and what came true, voxel by voxel.</summary>
public sealed record BinaryForecast
{
    /// <param name="probability">Of the label, each in [0, 1].</param>
    /// <param name="complement">Of everything else: given apart, as 1 − p of a p near 1 is rounding.</param>
    /// <param name="truth">1 where the reference has the label, else 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are no voxels.</exception>
    public BinaryForecast(ReadOnlyMemory<float> probability, ReadOnlyMemory<float> complement, ReadOnlyMemory<byte> truth)
    {
        if (probability.Length != truth.Length || complement.Length != truth.Length || truth.IsEmpty)
            throw new ArgumentException($"{probability.Length} probabilities and {complement.Length} complements for {truth.Length} voxels", nameof(probability));
        (Probability, Complement, Truth) = (probability, complement, truth);
    }

    public ReadOnlyMemory<float> Probability { get; }

    public ReadOnlyMemory<float> Complement { get; }

    public ReadOnlyMemory<byte> Truth { get; }
}
