using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Studies.Comparisons;
using Spectre.Console;

namespace Seno.Cli.Verbs;

/// <summary>seno compare A B [C…]</summary>
internal static class CompareVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var evaluations = new Argument<string[]>("evaluations") { Description = "Folders with cases.csv, as 'seno evaluate' or a trained fold writes them.", Arity = new(2, 100) };
        var names = new Option<string[]>("--names") { Description = "A name for each. Default: the folders'.", AllowMultipleArgumentsPerToken = true };
        var metrics = new Option<string[]>("--metrics") { Description = "Metrics compared; each more costs power by Holm's correction.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["dsc", "hd95"] };
        var dataset = new Option<string?>("--dataset")
        {
            Description = "The data set evaluated on: tells which cases are of one patient. Default: the one that the evaluations record.",
        };
        var common = new Option<bool>("--common") { Description = "Compare on the cases that all have, instead of refusing when one lacks some." };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for comparison.json, .csv, .tex, conclusions and rank plots (SVG, PNG)." };
        var csv = new Option<bool>("--csv") { Description = "The table as CSV on standard output." };
        var latex = new Option<bool>("--latex") { Description = "The table as LaTeX on standard output." };
        var command = new Command("compare", "Paired comparison of evaluations of the same cases: differences with intervals by patient, exact Wilcoxon p corrected after Holm, effect sizes, ranks.")
        {
            evaluations, names, metrics, dataset, common, output, csv, latex,
        };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            var comparison = ComparisonStudy.Run(
                new()
                {
                    Evaluations = parsed.GetRequiredValue(evaluations),
                    Names = parsed.GetValue(names) ?? [],
                    Metrics = parsed.GetRequiredValue(metrics),
                    Dataset = parsed.GetValue(dataset),
                    CommonOnly = parsed.GetValue(common),
                    Output = parsed.GetValue(output),
                },
                shared.Terminal(parsed).Output);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(comparison));
            else if (parsed.GetValue(csv))
                Console.Out.Write(ComparisonText.Csv(comparison));
            else if (parsed.GetValue(latex))
                Console.Out.Write(ComparisonText.Latex(comparison));
            else
                Print(comparison);
        });
        return command;
    }

    private static void Print(Comparison comparison)
    {
        var culture = CultureInfo.InvariantCulture;
        var table = new Table().Border(TableBorder.Simple).AddColumns("label", "metric", "", "n", "mean", "p (Holm)", "effect", "missed");
        foreach (var pair in comparison.Pairs)
        {
            table.AddRow(
                Markup.Escape(pair.Label),
                Markup.Escape(pair.Metric),
                Markup.Escape($"{pair.First} − {pair.Second}"),
                pair.N.ToString(culture),
                pair.MeanDifference.Value.ToString("0.000", culture),
                ComparisonText.P(pair.HolmP),
                pair.RankBiserial.ToString("0.00", culture),
                string.Create(culture, $"{pair.MissedByFirst}, {pair.MissedBySecond}"));
        }
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) }).Write(table);
        foreach (var conclusion in comparison.Conclusions)
            Console.Out.WriteLine(conclusion);
    }
}
