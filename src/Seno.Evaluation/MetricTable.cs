using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Calibration;
using Seno.Evaluation.Distance;
using Seno.Evaluation.Overlap;
using Seno.Evaluation.Topology;

namespace Seno.Evaluation;

/// <summary>Every metric of an evaluation, by its column's name: a new one is a file and a line here.</summary>
public static class MetricTable
{
    private static readonly Metric[] OfMasks =
    [
        new("dsc", masks => Dice.Of(masks.Counts)),
        new("iou", masks => IntersectionOverUnion.Of(masks.Counts)),
        new("conformity", masks => Conformity.Of(masks.Counts)),
        new("sensitivity", masks => Sensitivity.Of(masks.Counts)),
        new("precision", masks => Precision.Of(masks.Counts)),
        new("specificity", masks => Specificity.Of(masks.Counts)),
        new("volume_difference_ml", masks => VolumeDifference.Of(masks.Counts, masks.Geometry)),
        new("hd", masks => HausdorffDistance.Of(masks.Surfaces)),
        new("hd95", masks => HausdorffDistance95.Of(masks.Surfaces)),
        new("assd", masks => AverageSymmetricSurfaceDistance.Of(masks.Surfaces)),
        new("masd", masks => MeanAverageSurfaceDistance.Of(masks.Surfaces)),
        new("boundary_iou", masks => BoundaryIntersectionOverUnion.Of(masks)),
        new("cldice", CenterlineDice.Of),
        new("betti_error", BettiError.Of),
    ];

    private static readonly Metric[] OfProbabilities =
    [
        new("ece", masks => ExpectedCalibrationError.Of(masks.Forecast)),
        new("brier", masks => BrierScore.Of(masks.Forecast)),
        new("nll", masks => NegativeLogLikelihood.Of(masks.Forecast)),
        new("ece_lesion", masks => ExpectedCalibrationError.Of(masks.ForecastNearLesion)),
        new("brier_lesion", masks => BrierScore.Of(masks.ForecastNearLesion)),
        new("nll_lesion", masks => NegativeLogLikelihood.Of(masks.ForecastNearLesion)),
    ];

    /// <summary>Names of the metrics that can be asked for.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. OfMasks.Concat(OfProbabilities).Select(metric => metric.Name)];

    /// <summary>Metrics that are lengths: a missed lesion costs the image's diagonal, so means over detected lesions are stated beside.</summary>
    public static IReadOnlySet<string> Distances { get; } = new HashSet<string> { "hd", "hd95", "assd", "masd" };

    /// <summary>The columns of an evaluation, in order.</summary>
    /// <param name="options">Which are wanted.</param>
    /// <param name="spacingKnown">Whether lengths are mm, else px.</param>
    /// <param name="withProbabilities">Whether class probabilities are at hand.</param>
    /// <exception cref="DataException">A metric that there is not.</exception>
    public static IReadOnlyList<Metric> Of(EvaluationOptions options, bool spacingKnown, bool withProbabilities)
    {
        if (options.Metrics?.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
            throw new DataException("--metrics", $"'{unknown}' is not a metric", NearestName.Suggest(unknown, Names));
        var wanted = OfMasks.Concat(withProbabilities ? OfProbabilities : []).Where(metric => options.Metrics?.Contains(metric.Name) ?? true).Select(metric => metric.Name switch
        {
            "volume_difference_ml" when !spacingKnown => metric with { Name = "volume_difference_px" },
            "boundary_iou" => metric with { Of = masks => BoundaryIntersectionOverUnion.Of(masks, options.BoundaryWidth) },
            _ => metric,
        });
        return [.. wanted, .. options.SurfaceTolerances.Distinct().Select(tolerance => SurfaceDice(tolerance, spacingKnown ? "mm" : "px"))];
    }

    /// <param name="name">A column of cases.csv: one of <see cref="Names"/>, volume_difference_px, or nsd_ with a tolerance and its
    /// unit.</param>
    /// <exception cref="DataException">A metric that there is not.</exception>
    public static void Require(string name)
    {
        if (name == "volume_difference_px" || Names.Contains(name) || IsSurfaceDice(name))
            return;
        throw new DataException("--metrics", $"'{name}' is not a metric",
            NearestName.Suggest(name, [.. Names, "volume_difference_px", "nsd_1mm", "nsd_1px"]));
    }

    /// <summary>nsd_1mm, nsd_0.3px.</summary>
    internal static bool IsSurfaceDice(string name) => name.StartsWith("nsd_", StringComparison.Ordinal) && name.Length > 6
        && name[^2..] is "mm" or "px" && InvariantNumber.TryParse(name.AsSpan(4, name.Length - 6), out double tolerance) && tolerance >= 0;

    /// <param name="metric">Name of the column, those of a study of readers included.</param>
    /// <returns>The least and the greatest value that it can have; of a metric that is not ours, any.</returns>
    public static (double Low, double High) RangeOf(string metric) => metric switch
    {
        "dsc" or "iou" or "sensitivity" or "precision" or "specificity" or "boundary_iou" or "cldice" or "ece" or "brier" or "ece_lesion" or "brier_lesion" => (0, 1),
        "conformity" => (double.NegativeInfinity, 1),
        "kappa" or "alpha" => (-1, 1),
        "hd" or "hd95" or "assd" or "masd" or "betti_error" or "nll" or "nll_lesion" or "firstVolume" or "secondVolume" =>
            (0, double.PositiveInfinity),
        _ => IsSurfaceDice(metric) ? (0, 1) : (double.NegativeInfinity, double.PositiveInfinity),
    };

    /// <returns>The unit of a metric's values, or nothing where it has none.</returns>
    /// <param name="metric">Name of the column.</param>
    /// <param name="lengths">"mm" or "px".</param>
    public static string UnitOf(string metric, string lengths) => metric switch
    {
        "volume_difference_ml" => "mL",
        "volume_difference_px" => "px",
        _ => Distances.Contains(metric) ? lengths : "",
    };

    private static Metric SurfaceDice(double tolerance, string unit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"nsd_{tolerance}{unit}"), masks => NormalizedSurfaceDice.Of(masks.Surfaces, tolerance));
}
