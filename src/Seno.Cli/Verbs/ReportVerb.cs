using System.CommandLine;
using Seno.Core;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno report FOLDER</summary>
internal static class ReportVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var folder = new Argument<string>("folder") { Description = "A run (its finished folds are reported on together), one of its folds, or what 'seno evaluate', 'compare' or 'agreement' wrote." };
        var file = new Option<string?>("--output", "-o") { Description = "The HTML file; figures/ and tables/ are written beside it. Default: report.html in the folder." };
        var dataset = new Option<string?>("--dataset") { Description = "The data set, if it is no longer where it was." };
        var tables = new Option<string?>("--tables") { Description = "Folder for every table as CSV (exact) and LaTeX (booktabs). Default: tables/ beside the report." };
        var checklist = new Option<string?>("--checklist") { Description = "Fill a reporting checklist, 'claim', from what the result knows: checklist.md and checklist.html beside the report." };
        var with = new Option<string[]>("--with") { Description = "Further results of the same work that the checklist may quote: evaluation, agreement, comparison, run.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("report", "One HTML file of a result: what was done, figures, missed, worst, median and best cases, every case in a table. Figures as SVG and PNG, tables as CSV and LaTeX.") { folder, file, dataset, tables, checklist, with };
        shared.AddOutput(command);
        command.SetAction(parsed =>
        {
            var result = ReportStudy.Run(
                new()
                {
                    Folder = parsed.GetRequiredValue(folder),
                    File = parsed.GetValue(file),
                    Dataset = parsed.GetValue(dataset),
                    Tables = parsed.GetValue(tables),
                    Checklist = parsed.GetValue(checklist),
                    With = parsed.GetValue(with) ?? [],
                },
                shared.Terminal(parsed).Output);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(result));
            else
                Print(result);
        });
        return command;
    }

    private static void Print(ReportResult result)
    {
        Console.Out.WriteLine($"report     {result.Report}");
        foreach (var file in result.Checklist ?? [])
            Console.Out.WriteLine($"checklist  {file}");
    }
}
