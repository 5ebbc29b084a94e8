using System.CommandLine;
using Seno.Core;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno report RUN</summary>
internal static class ReportVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var run = new Argument<string>("run") { Description = "Run folder (its finished folds are reported on together) or one of its folds." };
        var file = new Option<string?>("--output", "-o") { Description = "The HTML file; figures/ is written beside it. Default: report.html in the run." };
        var dataset = new Option<string?>("--dataset") { Description = "The data set, if it is no longer where the run was trained on it." };
        var command = new Command("report", "One HTML file of a run: what was done, curves, distributions, missed, worst, median and best cases, every case in a table. Figures as SVG and PNG.") { run, file, dataset };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            var written = ReportStudy.Run(parsed.GetRequiredValue(run), parsed.GetValue(file), parsed.GetValue(dataset), shared.Terminal(parsed).Output);
            Console.Out.WriteLine(parsed.GetValue(shared.Json) ? SenoJson.Write(new { report = written }) : $"report   {written}");
        });
        return command;
    }
}
