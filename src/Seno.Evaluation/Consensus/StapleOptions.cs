namespace Seno.Evaluation.Consensus;

/// <summary>How STAPLE is run.</summary>
public sealed record StapleOptions
{
    /// <value>Probability at the start that a reader gives the true label. Default 0.99999 (Warfield et al., 2004).</value>
    public double Start { get; init; } = 0.99999;

    /// <value>Default the mean decision in the region.</value>
    public StaplePrior Prior { get; init; } = StaplePrior.MeanDecision;

    /// <value>Prior probability of foreground, in (0, 1), shared equally by the labels; for <see cref="StaplePrior.Given"/>.</value>
    public double Foreground { get; init; } = 0.5;

    /// <value>Voxels farther than this from everything drawn are background and take no part: they would raise every specificity to 1, and with it the weight of a lone vote. In the grid's unit; infinite for the whole image. Default <see cref="VotingRegion.DefaultRadius"/>.</value>
    public double? Dilation { get; init; }

    /// <value>The weights have stopped changing when none moved by more. Default 1e-9.</value>
    public double Tolerance { get; init; } = 1e-9;

    /// <value>Default 10,000.</value>
    public int Iterations { get; init; } = 10_000;
}
