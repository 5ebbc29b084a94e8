namespace Seno.Evaluation.Consensus;

/// <summary>How SIMPLE discards readers.</summary>
public sealed record SimpleOptions
{
    /// <value>A reader goes whose agreement with the consensus lies more than this many standard deviations below the mean. Default 1.</value>
    public double Deviations { get; init; } = 1;

    /// <value>Default 100.</value>
    public int Iterations { get; init; } = 100;
}
