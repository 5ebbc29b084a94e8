using Seno.Evaluation;

namespace Seno.Studies;

/// <summary>What to evaluate, against what, and how.</summary>
public sealed record EvaluateRequest
{
    /// <value>Folder of label maps named CASE.ending; probabilities/CASE_0000.ending and so on beside them are used where they are.</value>
    public required string Predictions { get; init; }

    /// <value>A data set (its labelsTr, names and groups are used), or a folder of label maps.</value>
    public required string References { get; init; }

    /// <value>Folder that receives cases.csv and summary.json.</value>
    public required string Output { get; init; }

    /// <value>Which cases: a file with an id a line, a run or one of its folds (the cases it held out), or "locked". Default null: all
    /// that have a reference.</value>
    public string? Cases { get; init; }

    /// <value>Count a case without a prediction as missed, instead of refusing. Default false.</value>
    public bool AllowMissing { get; init; }

    /// <value>Cases at a time.</value>
    public int Threads { get; init; } = 1;

    /// <value>A column of the data set's cases.csv, each of whose values is summarised apart too. Default null: none.</value>
    public string? By { get; init; }

    /// <value>Sizes of lesions that are summarised apart. Default null: none.</value>
    public SizeStrata? Strata { get; init; }

    /// <value>
    /// Predictions that differ from the reference only by the order or sense of their axes are turned to it; else they are refused.
    /// </value>
    public bool Reorient { get; init; }

    public EvaluationOptions Options { get; init; } = new();
}
