using System.CommandLine;
using Seno.Core;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno demo</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var output = new Option<string>("--out", "-o") { Description = "Folder for the data, the run, summary.json and report.html.", DefaultValueFactory = _ => "demo" };
        var quick = new Option<bool>("--quick") { Description = "A smaller cohort and a shorter training: under 90 s on 2 cores instead of under 5 min." };
        var modality = new Option<string>("--modality") { Description = "sbct (spiral breast CT) or us (ultrasound).", DefaultValueFactory = _ => DemoStudy.Modalities[0] };
        modality.AcceptOnlyFromAmong([.. DemoStudy.Modalities]);
        var seed = new Option<ulong>("--seed") { Description = "Seed of the cohort and the training.", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Simulate a small cohort, train on it, segment held-out cases, evaluate, report.") { output, quick, modality, seed };
        shared.AddCompute(command);
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var terminal = shared.Terminal(parsed).Output;
            var result = DemoStudy.Run(parsed.GetRequiredValue(output), parsed.GetRequiredValue(modality), parsed.GetValue(quick), parsed.GetValue(seed), shared.Compute(parsed, terminal), terminal, cancel);
            if (parsed.GetValue(shared.Json))
            {
                Console.Out.WriteLine(SenoJson.Write(result));
                return 0;
            }
            SummaryTable.Print(result.Summary);
            Console.Out.WriteLine($"summary  {result.SummaryFile}");
            Console.Out.WriteLine($"report   {result.ReportFile}");
            return 0;
        }));
        return command;
    }
}
