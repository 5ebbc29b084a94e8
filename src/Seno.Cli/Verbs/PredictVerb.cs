using System.CommandLine;
using Seno.Core;
using Seno.Learning.Inference;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno predict RUN -i INPUT -o OUT</summary>
internal static class PredictVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var run = new Argument<string>("run") { Description = "Run folder (all its finished folds speak) or one of its folds." };
        var input = new Option<string>("--input", "-i") { Description = "File, folder or data set (then imagesTs, else imagesTr).", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "Folder for the label maps.", Required = true };
        var probabilities = new Option<bool>("--probabilities") { Description = "Write each class's probabilities too (probabilities/CASE_NNNN.nii.gz)." };
        var mirror = new Option<bool>("--tta") { Description = "Average over mirror images: slower, a little better." };
        var overlap = new Option<double>("--overlap") { Description = "Share of a window that the next covers again, 0 to 0.95.", DefaultValueFactory = _ => 0.5 };
        overlap.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 0.95))
                result.AddError("--overlap must be from 0 to 0.95.");
        });
        var checkpoint = new Option<string>("--checkpoint") { Description = "final or best.", DefaultValueFactory = _ => "final" };
        checkpoint.AcceptOnlyFromAmong("final", "best");
        var split = new Option<string>("--split") { Description = "all: every case, the mean of all folds. val: each fold's validation cases of the run's own data set, by that fold alone.", DefaultValueFactory = _ => "all" };
        split.AcceptOnlyFromAmong("all", "val");
        var resume = new Option<bool>("--resume") { Description = "Go on with an interrupted prediction: leave out cases whose label map is there already." };
        var uncalibrated = new Option<bool>("--no-calibration") { Description = "The network's own probabilities, though the run was calibrated ('seno calibrate')." };
        var reorient = SharedOptions.Reorient();
        var command = new Command("predict", "Segment images with a trained run, on each image's own grid and in its format.")
        {
            run, input, output, probabilities, mirror, overlap, checkpoint, split, resume, uncalibrated, reorient,
        };
        shared.AddCompute(command);
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var terminal = shared.Terminal(parsed).Output;
            var result = PredictStudy.Run(new PredictRequest
            {
                Run = parsed.GetRequiredValue(run),
                Input = parsed.GetRequiredValue(input),
                Output = parsed.GetRequiredValue(output),
                Probabilities = parsed.GetValue(probabilities),
                Checkpoint = parsed.GetRequiredValue(checkpoint),
                ValidationOnly = parsed.GetRequiredValue(split) == "val",
                Calibrate = !parsed.GetValue(uncalibrated),
                Resume = parsed.GetValue(resume),
                Reorient = parsed.GetValue(reorient),
                Options = new PredictorOptions { Mirror = parsed.GetValue(mirror), Overlap = parsed.GetValue(overlap) },
                Compute = shared.Compute(parsed, terminal),
            }, terminal, cancel);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(result));
            else
                Console.Out.WriteLine($"{Counted.Of(result.Files.Count, "label map")} in {parsed.GetRequiredValue(output)}{(result.Calibration is { } method ? $", calibrated by the run's calibration.json ({method})" : "")}");
            if (result.Failures.Count == 0)
                return 0;
            Console.Error.WriteLine($"seno: {result.Failures.Count} of {Counted.Of(result.Files.Count + result.Failures.Count, "case")} failed:");
            foreach (var failure in result.Failures)
                Console.Error.WriteLine($"  {failure}");
            return SenoCommand.BadData;
        }));
        return command;
    }
}
