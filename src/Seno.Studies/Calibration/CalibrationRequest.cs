using Seno.Evaluation.Calibration;
using Seno.Learning.Inference;
using Seno.Learning.Runtime;

namespace Seno.Studies.Calibration;

/// <summary>One calibration of a trained run.</summary>
public sealed record CalibrationRequest
{
    /// <value>Run folder (all its finished folds) or one of its folds.</value>
    public required string Run { get; init; }

    /// <value>Folder for the figures and tables; null for calibration/ in the run.</value>
    public string? Output { get; init; }

    /// <value>The map that the run keeps, of <see cref="CalibrationTable.Names"/>. All are measured.</value>
    public string Method { get; init; } = "temperature";

    /// <value>Where maps are fitted: "image" or "lesion". Both are measured.</value>
    public string Region { get; init; } = CalibrationRegions.Image;

    /// <value>The data set, if it is no longer where the run was trained on it.</value>
    public string? Dataset { get; init; }

    /// <value>Another data set, on which the same maps are measured; null for none.</value>
    public string? On { get; init; }

    /// <value>Column of cases.csv whose values are measured apart, each also by a map fitted on the other values; null for none.</value>
    public string? By { get; init; }

    /// <value>Files that differ only by the order or sense of their axes are turned. Default: as the run was trained.</value>
    public bool Reorient { get; init; }

    /// <value>"final" or "best".</value>
    public string Checkpoint { get; init; } = "final";

    public PredictorOptions Options { get; init; } = new();

    public ComputeOptions Compute { get; init; } = new();
}
