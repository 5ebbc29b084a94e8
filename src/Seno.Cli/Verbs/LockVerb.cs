using System.CommandLine;
using Seno.Core;
using Seno.Studies.Locking;

namespace Seno.Cli.Verbs;

/// <summary>seno lock DATASET</summary>
internal static class LockVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var dataset = new Argument<string>("dataset") { Description = "Data set that receives analysis-plan.json." };
        var splits = new Option<string?>("--splits") { Description = "splits.json that training will be held to; must not touch the test cases or their patients." };
        var margin = new Option<double?>("--margin") { Description = "Non-inferiority margin, in the first metric's unit." };
        var metrics = new Option<string[]>("--metrics") { Description = "Metrics to be compared, the primary one first.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["dsc", "hd95"] };
        var testCases = new Option<string[]>("--test-cases") { Description = "Case ids, or one file with an id a line. Default: imagesTs.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("lock", "Before the test set is looked at: fix splits, margin, metrics and test cases by their SHA-256. Every later evaluation on the test set is counted.")
        {
            dataset, splits, margin, metrics, testCases, shared.Json,
        };
        command.SetAction(parsed =>
        {
            var plan = LockStudy.Run(new(parsed.GetRequiredValue(dataset), parsed.GetValue(splits), parsed.GetValue(margin), parsed.GetRequiredValue(metrics), parsed.GetValue(testCases) ?? []), TimeProvider.System);
            Console.Out.WriteLine(parsed.GetValue(shared.Json)
                ? SenoJson.Write(plan)
                : $"locked   {Path.Combine(parsed.GetRequiredValue(dataset), AnalysisPlan.FileName)}: {Counted.Of(plan.TestCases.Count, "test case")}{(plan.Splits is null ? "" : ", splits")}{(plan.Margin is null ? "" : ", margin")}, metrics {string.Join(" ", plan.Metrics)}");
        });
        return command;
    }
}
