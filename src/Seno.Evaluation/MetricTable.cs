using Seno.Evaluation.Distance;
using Seno.Evaluation.Overlap;

namespace Seno.Evaluation;

/// <summary>Every metric of an evaluation, by its column's name: a new one is a file and a line here.</summary>
public static class MetricTable
{
    public static IReadOnlyList<(string Name, Func<ConfusionCounts, SurfaceDistances, double> Of)> Metrics { get; } =
    [
        ("dsc", (counts, _) => Dice.Of(counts)),
        ("iou", (counts, _) => IntersectionOverUnion.Of(counts)),
        ("conformity", (counts, _) => Conformity.Of(counts)),
        ("sensitivity", (counts, _) => Sensitivity.Of(counts)),
        ("precision", (counts, _) => Precision.Of(counts)),
        ("hd95", (_, surfaces) => surfaces.Hausdorff95()),
        ("assd", (_, surfaces) => surfaces.AverageSymmetric()),
    ];

    /// <summary>Metrics that are lengths: a missed lesion costs the image's diagonal, so means over detected lesions are stated beside.</summary>
    public static IReadOnlySet<string> Distances { get; } = new HashSet<string> { "hd95", "assd" };
}
