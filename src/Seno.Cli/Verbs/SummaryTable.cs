using System.Globalization;
using Seno.Core;
using Seno.Evaluation;
using Seno.Evaluation.Detection;
using Seno.Studies;
using Seno.Studies.Reports;
using Spectre.Console;

namespace Seno.Cli.Verbs;

/// <summary>An evaluation as a table a person reads.</summary>
internal static class SummaryTable
{
    public static void Print(IReadOnlyList<FoldResult> folds)
    {
        foreach (var fold in folds)
        {
            var cases = string.Create(
                CultureInfo.InvariantCulture,
                $"{Counted.Of(fold.TrainingCases, "case")} trained on, {fold.ValidationCases} held out");
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fold {fold.Fold}: {cases}; {fold.Effort}"));
            Print(fold.Summary);
        }
    }

    public static void Print(EvaluationSummary summary)
    {
        if (LeftOut.Words(summary.IgnoredVoxels) is { } words)
            Console.Out.WriteLine(words);
        if (summary.Missing is > 0 and var missing)
            Console.Out.WriteLine($"{Counted.Of(missing, "case")} without a prediction: their lesions count as missed");
        foreach (var (label, found) in summary.Labels)
        {
            var others = Rows(found) - Lesions(found);
            var alarms = Counted.Of(found.FalseAlarms, "false alarm");
            Console.Out.WriteLine(Lesions(found) == 0
                ? $"{label}: no lesion; {alarms} in {Counted.Of(others, "case")}"
                : $"{label}, over the cases that have it: {found.Missed} missed"
                    + (others == 0 ? "" : $"; {alarms} in the {Counted.Of(others, "other")}"));
            Print(found, summary.Unit);
            if (found.Strata is { Count: > 0 } strata)
                PrintStrata(strata, summary.Unit);
        }
    }

    private static int Lesions(LabelSummary summary) => summary.Lesions.Count > 0 ? summary.Lesions.First().Value.N : 0;

    /// <summary>Cases that speak of a label: of those without a prediction, only the ones that have it.</summary>
    private static int Rows(LabelSummary summary) => summary.All.Count > 0 ? summary.All.Values.Max(metric => metric.N) : 0;

    private static void Print(LabelSummary summary, string unit)
    {
        if (summary.Lesions.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("", "mean", "95 % interval", "median", "n");
            foreach (var (metric, values) in summary.Lesions)
                AddRow(table, Named(metric, unit), values);
            foreach (var (metric, values) in summary.Missed > 0 ? summary.Detected : new Dictionary<string, MetricSummary>())
                AddRow(table, $"{Named(metric, unit)}, detected only", values);
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) }).Write(table);
        }
        if (summary.Detection is { } detection)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lesion by lesion: {detection.Found} of {detection.Lesions} found, {detection.FalsePositivesPerCase:F2} false positives a case, precision {Number(detection.Precision)}, F1 {Number(detection.F1)}, lesion-wise DSC {Number(detection.LesionDice)}, panoptic quality {Number(detection.PanopticQuality)}"));
        if (summary.Detection?.Froc is { } curve)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FROC: {string.Join(", ", FrocCurve.Rates.Zip(curve.SensitivityAt, (rate, found) => FormattableString.Invariant($"{found:F3} at {rate}")))}; mean {curve.Mean:F3}"));
    }

    /// <summary>A row a size: means over its lesions of what tells most.</summary>
    private static void PrintStrata(IReadOnlyDictionary<string, LabelSummary> strata, string unit)
    {
        var measured = strata.Values.First().Lesions.Keys;
        var shown = measured.Where(metric => metric is "dsc" or "conformity" or "hd95" || metric.StartsWith("nsd_", StringComparison.Ordinal)).ToArray();
        var table = new Table().Border(TableBorder.Simple);
        // the name of a metric does not fit above its figures on a narrow terminal
        foreach (var column in (string[])["size", "n", "missed", .. shown.Select(metric => Named(metric, unit))])
        {
            var heading = Markup.Escape(column.Replace(" [", "\n[", StringComparison.Ordinal));
            table.AddColumn(new TableColumn(heading).NoWrap().PadLeft(0).PadRight(1));
        }
        foreach (var (size, stratum) in strata)
            table.AddRow([Markup.Escape(size), Lesions(stratum).ToString(CultureInfo.InvariantCulture), stratum.Missed.ToString(CultureInfo.InvariantCulture), .. shown.Select(metric => Number(stratum.Lesions[metric].Mean))]);
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) }).Write(table);
    }

    private static void AddRow(Table table, string name, MetricSummary values) =>
        table.AddRow(Markup.Escape(name), Number(values.Mean), values.NoInterval is { } reason ? $"none: {reason}" : $"{Number(values.Interval[0])} – {Number(values.Interval[1])}", Number(values.Median), values.N.ToString(CultureInfo.InvariantCulture));

    private static string Named(string metric, string unit) => MetricTable.UnitOf(metric, unit) is { Length: > 0 } its ? $"{metric} [{its}]" : metric;

    private static string Number(double value) => value switch
    {
        double.NaN => "–",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString(Math.Abs(value) >= 10 ? "F1" : "F3", CultureInfo.InvariantCulture),
    };
}
