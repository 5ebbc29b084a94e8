using System.Globalization;
using Seno.Evaluation;

namespace Seno.Studies.Reports.Checklists;

/// <summary>What was measured, and how surely.</summary>
internal static class ResultFacts
{
    private const int MostNamed = 10;
    private static readonly string[] Main = ["dsc", "hd95"];

    public static Known? Metrics(ChecklistFacts facts) => facts.Measured is [var first, ..]
        ? Known.Part($"{string.Join(", ", NamesOf(first.Summary))}; distances in {first.Summary.Unit}{(facts.Locked is { Metrics: [var primary, ..] } ? $"; primary metric fixed beforehand: {primary}" : "")}")
        : null;

    public static Known? Statistics(ChecklistFacts facts)
    {
        if (facts.Comparison is { } comparison)
            return Known.Whole($"paired signed-rank test of patients’ mean differences, corrected after Holm over {comparison.Tests} tests, level 5 %; BCa bootstrap intervals of 95 %, resampled by patient");
        return facts.Measured is [var first, ..]
            ? Known.Part($"BCa bootstrap intervals of 95 %, resampled by {(first.KnowsPatients ? "patient or group" : "case: patients were not known")}; no test was made")
            : null;
    }

    public static Known? Robustness(ChecklistFacts facts)
    {
        var found = new List<string>();
        foreach (var (_, summary, _, _, _) in facts.Measured)
        {
            if (summary.Subgroups is { Count: > 0 } groups)
                found.Add($"by {summary.Column}: {string.Join(", ", groups.Select(group => $"{group.Key} ({string.Join(", ", group.Value.Labels.Select(label => $"{label.Key} {Mean(label.Value)}"))})"))}");
            found.AddRange(summary.Labels.Where(label => label.Value.Strata is not null).Select(label => $"{label.Key} by size: {string.Join(", ", label.Value.Strata!.Select(stratum => $"{stratum.Key} {Mean(stratum.Value)}"))}"));
        }
        return found.Count == 0 ? null : Known.Part(string.Join("; ", found));
    }

    /// <summary>An evaluation may have been of cases that were trained on: only a run's own folds are known to hold out.</summary>
    public static Known? Internal(ChecklistFacts facts) => facts.Run is { Folds: { Count: > 0 } folds, Plan.Dataset: var trained }
        ? Known.Part(FormattableString.Invariant($"{facts.Measured.First(measured => measured.What == MeasuredCases.HeldOut).Summary.Cases} held-out cases of {trained}, fold {string.Join(", ", folds)}"))
        : null;

    public static Known? External(ChecklistFacts facts)
    {
        if (facts.Run is not { Plan.Dataset: var trained })
            return null;
        var others = facts.Measured.Where(measured => measured.Dataset is not null && measured.Dataset != trained).Select(measured => measured.Dataset!).Distinct().ToArray();
        return others.Length == 0 ? null : Known.Part($"evaluated on {string.Join(", ", others)}, while trained on {trained}; whether its patients are of another hospital is not known");
    }

    public static Known? Partitions(ChecklistFacts facts) => facts.Measured.Count == 0 ? null
        : Known.Part($"measured: {string.Join(", ", facts.Measured.Select(measured => FormattableString.Invariant($"{measured.Summary.Cases} {measured.What}")))}{(facts.Locked is null ? "" : FormattableString.Invariant($"; the locked test set was evaluated {facts.TestSetUses.Count} times"))}{string.Concat(TrainedOn(facts).Select(sentence => "; " + sentence))}");

    public static Known? Estimates(ChecklistFacts facts)
    {
        var found = facts.Measured.SelectMany(measured => measured.Summary.Labels.Select(label => $"{measured.What}, {label.Key}: {Estimates(label.Value, measured.Summary.Unit)}")).ToArray();
        return found.Length == 0 ? null : Known.Whole(string.Join(". ", found));
    }

    public static Known? Failures(ChecklistFacts facts)
    {
        if (facts.Measured is not [var first, ..])
            return null;
        return Known.Part(string.Join("; ", first.Summary.Labels.Select(label => FormattableString.Invariant($"{label.Key}: {label.Value.Missed} missed{Named(first.Rows.Where(row => row.Label == label.Key && row.Missed))}, {label.Value.FalseAlarms} false alarms{Named(first.Rows.Where(row => row.Label == label.Key && row.FalseAlarm))}"))));
    }

    public static Known? Limits(ChecklistFacts facts)
    {
        var limits = new List<string>();
        if (facts.Run?.Fingerprint is { Groups: < 50 } fingerprint)
            limits.Add(FormattableString.Invariant($"{fingerprint.Groups} patients or groups only"));
        if (facts.Measured.Any(measured => measured.Summary.Unit == "px"))
            limits.Add("the pixel size is unknown, so distances are in pixels");
        if (facts.TestSetUses.Count > 1)
            limits.Add(FormattableString.Invariant($"the locked test set was evaluated {facts.TestSetUses.Count} times"));
        limits.AddRange(TrainedOn(facts));
        return limits.Count == 0 ? null : Known.Part(string.Join("; ", limits));
    }

    public static IEnumerable<string> NamesOf(EvaluationSummary summary) => summary.Labels.Values.SelectMany(label => label.Lesions.Keys.Concat(label.All.Keys)).Distinct();

    private static IEnumerable<string> TrainedOn(ChecklistFacts facts) => facts.Measured.Select(measured => PartitionFacts.TrainedOn(facts, measured)).OfType<string>();

    private static string Mean(LabelSummary label) => label.Lesions.TryGetValue("dsc", out var dice) ? string.Create(CultureInfo.InvariantCulture, $"DSC {HtmlReport.Number(dice.Mean)}, n = {dice.N}") : "no DSC";

    private static string Estimates(LabelSummary label, string unit)
    {
        var metrics = label.Lesions.Where(metric => Main.Contains(metric.Key)).Select(metric => FormattableString.Invariant($"{metric.Key} {HtmlReport.Number(metric.Value.Mean)}{(MetricTable.UnitOf(metric.Key, unit) is { Length: > 0 } known ? " " + known : "")} ({LabelFigures.Interval(metric.Value)}), median {HtmlReport.Number(metric.Value.Median)}, n = {metric.Value.N}")).ToList();
        if (label.Detection is { } found)
            metrics.Add(FormattableString.Invariant($"{found.Found} of {found.Lesions} lesions found, {HtmlReport.Number(found.FalsePositivesPerCase)} false positives a case"));
        return metrics.Count > 0 ? string.Join("; ", metrics) : "no reference has it";
    }

    private static string Named(IEnumerable<CaseMetrics> rows)
    {
        var cases = rows.Select(row => row.Case).ToArray();
        return cases.Length == 0 ? "" : $" ({string.Join(", ", cases.Take(MostNamed))}{(cases.Length > MostNamed ? ", …" : "")})";
    }
}
