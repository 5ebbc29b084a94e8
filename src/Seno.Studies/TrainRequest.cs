using Seno.Learning.Runtime;
using Seno.Learning.Training;

namespace Seno.Studies;

/// <summary>One training, as asked for.</summary>
public sealed record TrainRequest
{
    public required string Dataset { get; init; }

    public required string Run { get; init; }

    /// <value>The fold to train; null for all.</value>
    public int? Fold { get; init; } = 0;

    /// <value>Reader whose references are used (labelsTr.READER); null for labelsTr.</value>
    public string? Reference { get; init; }

    /// <value>
    /// Files that differ from channel 0 only by the order or sense of their axes are turned to it; else they are refused. Recorded with the
    /// run.
    /// </value>
    public bool Reorient { get; init; }

    /// <value>Go on with an unfinished run.</value>
    public bool Resume { get; init; }

    /// <value>Steps between checkpoints; null for every 50 steps or 60 s, whichever is later.</value>
    public long? CheckpointEvery { get; init; }

    public PlanRequest Plan { get; init; } = new();

    public ComputeOptions Compute { get; init; } = new();
}
