using System.Globalization;
using Seno.Core;
using Seno.Evaluation;

namespace Seno.Studies.Reports.Checklists;

/// <summary>Properties of the problem that decide on the metrics, as far as the results tell them.</summary>
internal static class FingerprintFacts
{
    private static readonly string[] Boundary = ["hd", "hd95", "assd", "masd", "boundary_iou"];
    private static readonly string[] CalibrationMetrics = ["ece", "brier", "nll", "ece_lesion", "brier_lesion", "nll_lesion"];

    public static Known? Category(ChecklistFacts facts) => facts.Measured is not [var first, ..] ? null
        : Known.Part(first.Summary.Labels.Values.Any(label => label.Detection is not null) ? "semantic segmentation, and lesions counted one by one" : "semantic segmentation; lesions were not counted one by one");

    public static Known? Boundaries(ChecklistFacts facts) => Means(facts, metric => Boundary.Contains(metric) || metric.StartsWith("nsd_", StringComparison.Ordinal)) is { } means
        ? means.Contains("nsd_", StringComparison.Ordinal) ? Known.Whole(means) : Known.Part(means)
        : null;

    public static Known? Volume(ChecklistFacts facts) => Means(facts, metric => metric.StartsWith("volume_difference", StringComparison.Ordinal)) is { } means ? Known.Part(means) : null;

    public static Known? CentreLine(ChecklistFacts facts) => Means(facts, metric => metric == "cldice") is { } means ? Known.Part($"measured: {means}") : null;

    public static Known? Penalty(ChecklistFacts facts) => Means(facts, metric => metric is "sensitivity" or "precision") is { } means ? Known.Part($"both kinds of error apart: {means}") : null;

    public static Known? Calibration(ChecklistFacts facts) => Means(facts, CalibrationMetrics.Contains) is { } means ? Known.Whole(means) : null;

    public static Known? Small(ChecklistFacts facts) => Sizes(facts) is { Length: > 0 } sizes
        ? Known.Whole(string.Create(CultureInfo.InvariantCulture, $"{sizes[0]} to {sizes[^1]} voxels (pixels) a case, median {OrderStatistics.Median(sizes.Select(size => (double)size)):0}"))
        : null;

    public static Known? SizeSpread(ChecklistFacts facts) => facts.Measured.SelectMany(measured => measured.Summary.Labels.Values).Any(label => label.Strata is not null)
        ? Known.Whole("results are given by size (CLAIM 30)")
        : Sizes(facts) is { Length: > 0 } sizes ? Known.Part(FormattableString.Invariant($"the largest is {(double)sizes[^1] / sizes[0]:0.#} times the smallest; results by size were not computed")) : null;

    public static Known? Several(ChecklistFacts facts) => facts.Measured.SelectMany(measured => measured.Summary.Labels).FirstOrDefault(label => label.Value.Detection is not null) is { Value.Detection: { } found } label
        ? Known.Whole(FormattableString.Invariant($"{label.Key}: {found.Lesions} lesions, {found.Found} found, {found.FalsePositives} false positives, F1 {HtmlReport.Number(found.F1)}"))
        : null;

    public static Known? Empty(ChecklistFacts facts)
    {
        if (facts.Measured is not [var first, ..])
            return null;
        var empty = first.Rows.Where(row => row.ReferenceVoxels == 0).ToArray();
        return Known.Whole(empty.Length == 0
            ? "no reference was empty"
            : FormattableString.Invariant($"{empty.Length} references without the label, {empty.Count(row => row.FalseAlarm)} of them with a false alarm; means are over the others, false alarms are counted apart"));
    }

    public static Known? Readers(ChecklistFacts facts) => facts.Agreement is { } agreement
        ? Known.Whole(string.Join("; ", agreement.Labels.Where(label => label.Value.Pairs.Count > 0).Select(label => $"{label.Key}: mean DSC of two readers {HtmlReport.Number(label.Value.Pairs.Average(pair => pair.Dsc.Mean))}, {Counted.Of(label.Value.Pairs.Count, "pair")}")))
        : null;

    public static Known? Clusters(ChecklistFacts facts) => facts.Measured is not [var first, ..] ? null
        : first.KnowsPatients
            ? Known.Part($"{Counted.Of(first.Summary.Cases, "case")} of {Counted.Groups(first.Rows.Select(row => row.Group).Distinct().Count())}; intervals are resampled by these")
            : null;

    public static Known? Prevalence(ChecklistFacts facts) => facts.Run?.Fingerprint is { ForegroundShare: { } share } fingerprint
        ? Known.Part(string.Create(CultureInfo.InvariantCulture, $"{fingerprint.Cases - fingerprint.EmptyReferences} of {fingerprint.Cases} cases have foreground, of {100 * share[0]:0.###} to {100 * share[2]:0.###} % of the image, median {100 * share[1]:0.###} %"))
        : null;

    public static Known? EmptyPredictions(ChecklistFacts facts) => facts.Measured is [var first, ..]
        ? Known.Whole(string.Join("; ", first.Summary.Labels.Select(label => FormattableString.Invariant($"{label.Key}: {label.Value.Missed} missed"))) + "; a missed lesion has overlap 0, conformity −∞ and, where nothing was predicted, the image’s diagonal as distance; distances over detected lesions are given beside")
        : null;

    public static Known? Distribution(ChecklistFacts facts) => facts.Measured.Count > 0 ? Known.Whole("mean, median, standard deviation and interval of every metric, histograms, and every case in a table (report.html, cases.csv)") : null;

    public static Known? Comparison(ChecklistFacts facts) => facts.Comparison is { } comparison ? Known.Whole(string.Join(" ", comparison.Conclusions)) : null;

    private static string? Means(ChecklistFacts facts, Func<string, bool> wanted)
    {
        var found = facts.Measured.Select(measured => measured.Summary).Where(summary => ResultFacts.NamesOf(summary).Any(wanted)).Take(1)
            .SelectMany(summary => summary.Labels.SelectMany(label => (label.Value.Lesions.Count > 0 ? label.Value.Lesions : label.Value.All).Where(metric => wanted(metric.Key))
                .Select(metric => $"{(summary.Labels.Count > 1 ? label.Key + " " : "")}{metric.Key} {HtmlReport.Number(metric.Value.Mean)}{(MetricTable.UnitOf(metric.Key, summary.Unit) is { Length: > 0 } unit ? " " + unit : "")} ({LabelFigures.Interval(metric.Value)})"))).ToArray();
        return found.Length == 0 ? null : string.Join("; ", found);
    }

    private static long[] Sizes(ChecklistFacts facts) => facts.Measured is [var first, ..] ? [.. first.Rows.Where(row => row.ReferenceVoxels > 0).Select(row => row.ReferenceVoxels).Order()] : [];
}
