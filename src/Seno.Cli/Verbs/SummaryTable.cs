using System.Globalization;
using Seno.Evaluation;
using Seno.Studies;
using Spectre.Console;

namespace Seno.Cli.Verbs;

/// <summary>An evaluation as a table a person reads.</summary>
internal static class SummaryTable
{
    public static void Print(IReadOnlyList<FoldResult> folds)
    {
        foreach (var fold in folds)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fold {fold.Fold}: {fold.TrainingCases} cases trained on, {fold.ValidationCases} held out, {fold.Iterations} iterations, {fold.TrainingSeconds:F0} s"));
            Print(fold.Summary);
        }
    }

    public static void Print(EvaluationSummary summary)
    {
        foreach (var (label, found) in summary.Labels)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("", "mean", "95 % interval", "median", "n");
            foreach (var (metric, values) in found.Lesions)
                table.AddRow(Markup.Escape(Named(metric, summary.Unit)), Number(values.Mean), values.NoInterval is { } reason ? $"none: {reason}" : $"{Number(values.Interval[0])} – {Number(values.Interval[1])}", Number(values.Median), values.N.ToString(CultureInfo.InvariantCulture));
            Console.Out.WriteLine($"{label}, over the cases that have it: {found.Missed} missed; {found.FalseAlarms} false alarms in the {summary.Cases - (found.Lesions.Count > 0 ? found.Lesions.First().Value.N : 0)} others");
            if (found.Lesions.Count == 0)
                continue;
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
            console.Write(table);
        }
    }

    private static string Named(string metric, string unit) => metric is "hd95" or "assd" ? $"{metric} [{unit}]" : metric;

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 10 ? "F1" : "F3", CultureInfo.InvariantCulture);
}
