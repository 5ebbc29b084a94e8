using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Evaluation;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno evaluate PRED REF -o OUT</summary>
internal static class EvaluateVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var prediction = new Argument<string>("prediction") { Description = "Folder of predicted label maps." };
        var reference = new Argument<string>("reference") { Description = "Data set, or folder of reference label maps." };
        var output = new Option<string>("--output", "-o") { Description = "Folder for cases.csv and summary.json.", Required = true };
        var by = new Option<string?>("--by") { Description = "Column of the data set's cases.csv (scanner, class, …) whose values are summarised apart too." };
        var command = new Command("evaluate", "Compare predictions with references: dsc iou conformity sensitivity precision hd95 assd, with 95 % intervals by patient.")
        {
            prediction, reference, output, by, shared.Threads,
        };
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var report = EvaluateStudy.Run(parsed.GetRequiredValue(prediction), parsed.GetRequiredValue(reference), parsed.GetRequiredValue(output), parsed.GetRequiredValue(shared.Threads), shared.Terminal(parsed).Output, parsed.GetValue(by));
            if (parsed.GetValue(shared.Json))
            {
                Console.Out.WriteLine(report.Apart is null ? SenoJson.Write(report.Summary) : SenoJson.Write(report));
                return 0;
            }
            SummaryTable.Print(report.Summary);
            foreach (var (value, part) in report.Apart ?? new Dictionary<string, EvaluationSummary>())
            {
                Console.Out.WriteLine($"{parsed.GetValue(by)} {value}: {part.Cases} cases");
                SummaryTable.Print(part);
            }
            foreach (var use in report.TestSetUses ?? [])
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"locked test set, evaluation {use.Number}: {use.Time:yyyy-MM-dd HH:mm} UTC, {use.Cases} of {use.Of} cases, {use.Predictions}"));
            return 0;
        }));
        return command;
    }
}
