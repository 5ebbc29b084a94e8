namespace Seno.Evaluation.Consensus;

/// <summary>What STAPLE estimates: how readers decide given the truth, and the truth given their votes.</summary>
/// <param name="Labels">Label values, background first.</param>
/// <param name="Prior">By label.</param>
/// <param name="Confusion">By reader: [decision, truth], columns summing to 1.</param>
/// <param name="Posterior">By pattern of votes, by label.</param>
/// <param name="Truth">Share of the voxels that each label has, by the posterior.</param>
/// <param name="Iterations">Done.</param>
/// <param name="Converged">Whether the weights stopped changing.</param>
public sealed record StapleEstimate(IReadOnlyList<byte> Labels, IReadOnlyList<double> Prior, IReadOnlyList<double[,]> Confusion, IReadOnlyList<double[]> Posterior, IReadOnlyList<double> Truth, int Iterations, bool Converged)
{
    /// <returns>Probability that a reader gives a label (a position among the labels) where it is the truth; NaN where it is nowhere.</returns>
    public double Sensitivity(int reader, int label) => Truth[label] > 0 ? Confusion[reader][label, label] : double.NaN;

    /// <returns>Probability that a reader does not give a label where another is the truth; NaN where it is everywhere.</returns>
    public double Specificity(int reader, int label)
    {
        var (given, others) = (0.0, 0.0);
        for (var truth = 0; truth < Labels.Count; truth++)
        {
            if (truth == label)
                continue;
            given += Truth[truth] * Confusion[reader][label, truth];
            others += Truth[truth];
        }
        return others > 0 ? 1 - given / others : double.NaN;
    }
}
