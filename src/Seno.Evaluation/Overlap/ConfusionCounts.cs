namespace Seno.Evaluation.Overlap;

/// <summary>Voxels of one label, prediction against reference.</summary>
public readonly record struct ConfusionCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    public long ReferenceSize => TruePositives + FalseNegatives;

    public long PredictionSize => TruePositives + FalsePositives;

    /// <param name="prediction">Labels.</param>
    /// <param name="reference">Labels on the same grid.</param>
    /// <param name="label">The label counted; every other is background.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ConfusionCounts Of(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> reference, byte label)
    {
        if (prediction.Length != reference.Length)
            throw new ArgumentException($"{prediction.Length} predicted voxels for {reference.Length} of the reference", nameof(prediction));
        long both = 0, predicted = 0, drawn = 0;
        for (var i = 0; i < prediction.Length; i++)
        {
            var p = prediction[i] == label ? 1 : 0;
            var r = reference[i] == label ? 1 : 0;
            both += p & r;
            predicted += p;
            drawn += r;
        }
        return new(both, predicted - both, drawn - both, prediction.Length - predicted - drawn + both);
    }
}
