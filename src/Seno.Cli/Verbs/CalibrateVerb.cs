using System.CommandLine;
using System.Globalization;
using Seno.Core;
using Seno.Evaluation.Calibration;
using Seno.Evaluation.Statistics;
using Seno.Learning.Inference;
using Seno.Studies.Calibration;
using Spectre.Console;

namespace Seno.Cli.Verbs;

/// <summary>seno calibrate RUN</summary>
internal static class CalibrateVerb
{
    private static readonly string[] Shown = ["ece", "ece_equal_mass", "mce", "brier", "nll", "labels_changed"];

    /// <summary>Six figures with intervals do not fit into 80 characters, and would be broken between digits.</summary>
    private const int Widest = 180;

    public static Command Create()
    {
        var shared = new SharedOptions();
        var run = new Argument<string>("run") { Description = "Run folder (all its finished folds) or one of its folds." };
        var output = new Option<string?>("--output", "-o") { Description = "Folder for report.html, summary.json, calibration.csv and figures/. Default: calibration/ in the run." };
        var method = new Option<string>("--method") { Description = "The map that the run keeps and 'seno predict' applies: temperature, platt or isotonic. All three are measured.", DefaultValueFactory = _ => "temperature" };
        method.AcceptOnlyFromAmong([.. CalibrationTable.Names]);
        var region = new Option<string>("--region") { Description = "Where maps are fitted: image, or lesion (within 5 mm, or px, of it). Both are measured.", DefaultValueFactory = _ => CalibrationRegions.Image };
        region.AcceptOnlyFromAmong([.. CalibrationRegions.All]);
        var dataset = new Option<string?>("--dataset") { Description = "The data set, if it is no longer where the run was trained on it." };
        var on = new Option<string?>("--on") { Description = "Another data set, on which the same maps are measured." };
        var by = new Option<string?>("--by") { Description = "Column of cases.csv (scanner, …) whose values are measured apart, each also by a map fitted on the other values." };
        var mirror = new Option<bool>("--tta") { Description = "Average over mirror images, as you will predict." };
        var checkpoint = new Option<string>("--checkpoint") { Description = "final or best.", DefaultValueFactory = _ => "final" };
        checkpoint.AcceptOnlyFromAmong("final", "best");
        var reorient = SharedOptions.Reorient();
        var command = new Command("calibrate", "Do the probabilities of a run come true? Before and after temperature, Platt and isotonic calibration, cross-fitted on its validation cases; keeps one map with the run.")
        {
            run, output, method, region, dataset, on, by, mirror, checkpoint, reorient,
        };
        shared.AddCompute(command);
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var terminal = shared.Terminal(parsed).Output;
            var result = CalibrationStudy.Run(new()
            {
                Run = parsed.GetRequiredValue(run),
                Output = parsed.GetValue(output),
                Method = parsed.GetRequiredValue(method),
                Region = parsed.GetRequiredValue(region),
                Dataset = parsed.GetValue(dataset),
                On = parsed.GetValue(on),
                By = parsed.GetValue(by),
                Reorient = parsed.GetValue(reorient),
                Checkpoint = parsed.GetRequiredValue(checkpoint),
                Options = new PredictorOptions { Mirror = parsed.GetValue(mirror) },
                Compute = shared.Compute(parsed, terminal),
            }, terminal, cancel);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(result));
            else
                Print(result);
            return 0;
        }));
        return command;
    }

    private static void Print(CalibrationResult result)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        console.Profile.Width = Math.Max(console.Profile.Width, Widest);
        Console.Out.WriteLine($"maps fitted over the {result.Region}; {result.CrossFitting}");
        foreach (var place in result.Rows.GroupBy(row => (row.Set, row.Region, row.Label)))
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place.Key.Set} ({Counted.Of(result.Cases[place.Key.Set], "case")}, {Counted.Groups(result.Patients[place.Key.Set])}), {place.Key.Region}, {place.Key.Label}"));
            var table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumns([.. Shown.Select(measure => new TableColumn(measure).NoWrap())]);
            foreach (var method in place.GroupBy(row => row.Method))
                table.AddRow([method.Key == "none" ? "before" : Markup.Escape(method.Key), .. Shown.Select(measure => Text(method.Single(row => row.Measure == measure).Value))]);
            console.Write(table);
        }
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"kept     {result.Method}, fitted on all {Counted.Of(result.Kept.Cases, "validation case")}; 'seno predict' applies it"));
        Console.Out.WriteLine($"report   {Path.Combine(result.Folder, "report.html")}");
    }

    private static string Text(Estimate value) => double.IsNaN(value.Low)
        ? value.Value.ToString("0.0000", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{value.Value:0.0000} ({value.Low:0.0000}–{value.High:0.0000})");
}
