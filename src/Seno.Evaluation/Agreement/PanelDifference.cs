using Seno.Evaluation.Overlap;
using Seno.Imaging;

namespace Seno.Evaluation.Agreement;

/// <summary>How much better a model agrees with the readers' leave-one-out references than the readers do, in one case.</summary>
/// <param name="Group">Patient, or what else must be resampled together.</param>
/// <param name="All">Mean over the readers of the model's DSC less the reader's, both with the consensus of the other readers.</param>
/// <param name="Without">The same for the panel without each reader in turn; empty for a panel of two, which one cannot leave.</param>
public sealed record PanelDifference(string Group, double All, IReadOnlyList<double> Without)
{
    /// <param name="readings">Of all readers of the panel, at least two.</param>
    /// <param name="model">On the same grid.</param>
    /// <param name="label">The label compared.</param>
    public static PanelDifference Of(Readings readings, Volume<byte> model, byte label) => Of(
        readings.Group,
        readings.Masks.Count,
        left => LeaveOneOut.Reference(readings.Masks, label, left),
        (reader, reference) => Overlap(reader is { } i ? readings.Masks[i] : model, reference, label));

    /// <summary>Of anything that has a consensus and an agreement with it.</summary>
    /// <param name="group">Patient.</param>
    /// <param name="readers">In the panel.</param>
    /// <param name="consensus">Of all readers but those left out.</param>
    /// <param name="agreement">Of a reader, or for null the model, with a consensus.</param>
    public static PanelDifference Of<T>(string group, int readers, Func<int[], T> consensus, Func<int?, T, double> agreement)
    {
        var single = Enumerable.Range(0, readers).Select(reader => Difference(reader, consensus([reader]), agreement)).ToArray();
        if (readers < 3)
            return new(group, single.Average(), []);
        var sums = new double[readers];
        for (var i = 0; i < readers; i++)
        {
            for (var j = i + 1; j < readers; j++)
            {
                var reference = consensus([i, j]);
                sums[i] += Difference(j, reference, agreement);
                sums[j] += Difference(i, reference, agreement);
            }
        }
        return new(group, single.Average(), [.. sums.Select(sum => sum / (readers - 1))]);
    }

    private static double Difference<T>(int reader, T reference, Func<int?, T, double> agreement) => agreement(null, reference) - agreement(reader, reference);

    private static double Overlap(Volume<byte> mask, Volume<byte> reference, byte label) => Dice.Of(ConfusionCounts.Of(mask.Span, reference.Span, label));
}
