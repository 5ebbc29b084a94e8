using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Calibration;

/// <summary>One measure over the voxels of all cases together.</summary>
/// <param name="Measure">"ece", "ece_equal_mass", "ece_classwise", "mce", "brier", "nll", "labels_changed", or a part of the Brier score.</param>
/// <param name="Value">With its 95 % interval by patient.</param>
/// <param name="LessBefore">Value less that before calibration, resampled in pairs; null before.</param>
public sealed record CalibrationFigure(string Measure, Estimate Value, Estimate? LessBefore)
{
    /// <param name="cases">Calibrated.</param>
    /// <param name="before">The same cases before calibration; null where these are they.</param>
    /// <param name="groups">Patient of each case.</param>
    /// <param name="label">The class measured where a measure is of one.</param>
    public static IReadOnlyList<CalibrationFigure> Of(IReadOnlyList<CaseDiagrams> cases, IReadOnlyList<CaseDiagrams>? before, IReadOnlyList<string> groups, int label)
    {
        var figures = CalibrationMeasure.All.Select(measure => Of(measure, cases, before, groups, label));
        var parts = BrierDecomposition.Of(ReliabilityDiagram.Sum([.. cases.Select(item => item.EqualWidth[label])]));
        return
        [
            .. figures,
            Part("brier_reliability", parts.Reliability),
            Part("brier_resolution", parts.Resolution),
            Part("brier_uncertainty", parts.Uncertainty),
            Part("brier_within_variance", parts.WithinVariance),
            Part("brier_within_covariance", parts.WithinCovariance),
        ];
    }

    private static CalibrationFigure Of(CalibrationMeasure measure, IReadOnlyList<CaseDiagrams> cases, IReadOnlyList<CaseDiagrams>? before, IReadOnlyList<string> groups, int label)
    {
        double[][] sums = [.. cases.Select(item => measure.Sums(item, label))];
        var value = AboutItself(BcaBootstrap.OfSums(sums, groups, measure.Of));
        if (before is null)
            return new(measure.Name, value, null);
        var width = sums[0].Length;
        double[][] pairs = [.. sums.Select((its, i) => (double[])[.. its, .. measure.Sums(before[i], label)])];
        return new(measure.Name, value, BcaBootstrap.OfSums(pairs, groups, both => measure.Of(both[..width]) - measure.Of(both[width..])));
    }

    /// <summary>An error near 0 grows in nearly every resample, as absolute values do not cancel; the bootstrap then says nothing about it.</summary>
    private static Estimate AboutItself(Estimate estimate) => estimate.Reason is null && !(estimate.Low < estimate.Value && estimate.Value < estimate.High)
        ? Estimate.WithoutInterval(estimate.Value, "nearly all resamples lie on one side of it")
        : estimate;

    private static CalibrationFigure Part(string name, double value) => new(name, Estimate.WithoutInterval(value, "a part of the Brier score"), null);
}
