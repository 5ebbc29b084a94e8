using Seno.Evaluation.Detection;

namespace Seno.Evaluation;

/// <summary>What an evaluation measures beside what it always does.</summary>
public sealed record EvaluationOptions
{
    /// <value>Tolerances of the normalised surface Dice, mm (px where the spacing is unknown). Default none.</value>
    public IReadOnlyList<double> SurfaceTolerances { get; init; } = [];

    /// <value>Width of the rim that boundary IoU compares, mm (px). Default null: 2 % of the image's diagonal (Cheng et al., CVPR 2021).</value>
    public double? BoundaryWidth { get; init; }

    /// <value>Names of the metrics wanted. Default null: all. Tolerances asked for are always measured.</value>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <value>How lesions are counted one by one. Default null: they are not.</value>
    public LesionMatching? Lesions { get; init; }
}
