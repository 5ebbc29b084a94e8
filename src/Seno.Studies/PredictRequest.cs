using Seno.Learning.Inference;
using Seno.Learning.Runtime;

namespace Seno.Studies;

/// <summary>One prediction over a file, a folder or a data set.</summary>
public sealed record PredictRequest
{
    public required string Run { get; init; }

    public required string Input { get; init; }

    public required string Output { get; init; }

    /// <value>Write each class's probabilities too.</value>
    public bool Probabilities { get; init; }

    /// <value>Only each fold's validation cases, by that fold's weights alone.</value>
    public bool ValidationOnly { get; init; }

    /// <value>Leave out cases whose label map is there already.</value>
    public bool Resume { get; init; }

    /// <value>Channels that differ from the first only by the order or sense of their axes are turned to it; else they are refused.</value>
    public bool Reorient { get; init; }

    /// <value>"final" or "best".</value>
    public string Checkpoint { get; init; } = "final";

    /// <value>Apply the run's calibration.json where there is one.</value>
    public bool Calibrate { get; init; } = true;

    public PredictorOptions Options { get; init; } = new();

    public ComputeOptions Compute { get; init; } = new();
}
