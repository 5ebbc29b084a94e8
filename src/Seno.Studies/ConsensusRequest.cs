using Seno.Evaluation.Consensus;

namespace Seno.Studies;

/// <summary>Which readers, and how they become one.</summary>
public sealed record ConsensusRequest
{
    /// <value>A data set, or the label maps of one case.</value>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <value>"staple", "majority", "mean" or "simple".</value>
    public required string Method { get; init; }

    public required string Output { get; init; }

    /// <value>Null for all of the data set.</value>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <value>Maps that differ from the first only by the order or sense of their axes are turned to it; else they are refused.</value>
    public bool Reorient { get; init; }

    public TieRule Ties { get; init; }

    public StapleOptions Staple { get; init; } = new();

    public SimpleOptions Simple { get; init; } = new();

    public int Threads { get; init; } = 1;
}
