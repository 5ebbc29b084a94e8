using Seno.Evaluation.Statistics;

namespace Seno.Benchmarks.Losses;

/// <summary>A loss beside the default one on the same lesions, in one outcome.</summary>
internal sealed record PairedLoss
{
    public required string Data { get; init; }

    public required string Loss { get; init; }

    public required LossOutcome Outcome { get; init; }

    public required int Lesions { get; init; }

    public required int Groups { get; init; }

    /// <value>Loss − default, mean over lesions, BCa interval by group.</value>
    public required Estimate Difference { get; init; }

    /// <value>Signed-rank test of groups' mean differences, or, for missed lesions, the exact test of McNemar by group.</value>
    public required double P { get; init; }

    /// <value>Holm's, over all tests of the study.</value>
    public double HolmP { get; init; } = double.NaN;

    /// <value>Rank-biserial correlation of groups' mean differences; NaN for missed lesions.</value>
    public double RankBiserial { get; init; } = double.NaN;

    /// <value>Mean over standard deviation of groups' mean differences; NaN for missed lesions.</value>
    public double CohensD { get; init; } = double.NaN;

    /// <value>Lesions that this loss alone misses.</value>
    public int OnlyThisMisses { get; init; }

    /// <value>Lesions that the default alone misses.</value>
    public int OnlyDefaultMisses { get; init; }
}

internal enum LossOutcome
{
    /// <summary>DSC.</summary>
    Dice,

    /// <summary>HD95, missed lesions with the image's diagonal or the distance to what was marked instead.</summary>
    Distance,

    /// <summary>Lesions not touched.</summary>
    Missed,
}
