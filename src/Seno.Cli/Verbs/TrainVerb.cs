using System.CommandLine;
using Seno.Core;
using Seno.Data.Preprocessing;
using Seno.Learning.Losses;
using Seno.Learning.Networks;
using Seno.Learning.Training;
using Seno.Studies;

namespace Seno.Cli.Verbs;

/// <summary>seno train DATASET -o RUN</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var shared = new SharedOptions();
        var dataset = new Argument<string>("dataset") { Description = "Data set in nnU-Net v2's raw layout." };
        var run = new Option<string>("--output", "-o") { Description = "Run folder.", Required = true };
        var fold = new Option<string>("--fold") { Description = "Fold to train, from 0, or 'all'.", DefaultValueFactory = _ => "0" };
        var folds = new Option<int>("--folds") { Description = "Folds to split into; patients and near-duplicates never part.", DefaultValueFactory = _ => 5 };
        var network = new Option<string>("--network") { Description = $"Network: {string.Join(", ", NetworkTable.Names)}.", DefaultValueFactory = _ => "unet" };
        var dimensions = new Option<int>("--dimensions") { Description = "2: slice by slice. 3: volumes, in blocks.", DefaultValueFactory = _ => 2 };
        var loss = new Option<string?>("--loss") { Description = $"Loss: {string.Join(", ", LossTable.Names)}; or a sum with options, weights and schedules, as dice@1..0.1+0.5*focal:gamma=2 (docs/methods/losses). Default planned: dice-ce, or batch-dice-ce for volumes." };
        var iterations = new Option<long?>("--iterations") { Description = "Steps of training. Default 2000 when nothing limits it." };
        var epochs = new Option<double?>("--epochs") { Description = "Passes over the training cases." };
        var time = new Option<string?>("--time-limit")
        {
            Description = "Time for the training of a fold (90s, 15m, 2h), its validations included: steps are re-planned on the way to fill it, and recorded. "
                + "Reading the images before it, and predicting the held-out cases after it, come on top.",
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of every random choice.", DefaultValueFactory = _ => 1 };
        var size = new Option<int?>("--input-size") { Description = "Longer side of the network's input, px. Default planned: 160, or 128 for under 4 minutes; 48 in three dimensions." };
        var width = new Option<int?>("--width") { Description = "Features of the finest resolution. Default planned: 16; 8 in three dimensions." };
        var batch = new Option<int?>("--batch-size") { Description = "Samples a step. Default planned: 8; 2 in three dimensions." };
        var foreground = new Option<double?>("--foreground-oversampling")
        {
            Description = "Share of each batch that is sure to show foreground, 0 (patches drawn anywhere) to 1. Default a third.",
        };
        var augmentation = new Option<string?>("--augmentation") { Description = "none, gentle (±15°, no upside-down), strong (gentle, more often and further) or full (nnU-Net's). Default planned from the modality." };
        var normalisation = new Option<string?>("--normalisation") { Description = $"How values are normalised: {string.Join(", ", NormalisationTable.Names)}. Default: ct (clipped to the foreground's window) for CT, else z-score." };
        var optimiser = new Option<string>("--optimiser") { Description = $"Optimiser: {string.Join(", ", OptimiserTable.Names)}.", DefaultValueFactory = _ => "adamw" };
        var schedule = new Option<string>("--schedule") { Description = $"How the learning rate falls: {string.Join(", ", LearningRateSchedule.Names)}.", DefaultValueFactory = _ => "cosine" };
        var rate = new Option<double?>("--learning-rate") { Description = "At the start. Default 0.001 for adamw, 0.1 for sgd." };
        var reference = new Option<string?>("--reference") { Description = "Reader whose references are used (labelsTr.READER). Default labelsTr." };
        var every = new Option<long?>("--checkpoint-every") { Description = "Steps between checkpoints. Default: 50 steps or 60 s, whichever is later." };
        var resume = new Option<bool>("--resume") { Description = "Go on with an unfinished run." };
        var reorient = SharedOptions.Reorient();
        var command = new Command("train", "Train on a data set: plan, split, train, predict and evaluate the validation cases.")
        {
            dataset, run, fold, folds, network, dimensions, loss, iterations, epochs, time, seed, size, width, batch, foreground, augmentation, normalisation, optimiser, schedule, rate, reference, every, resume, reorient,
        };
        NumberOptions.Within(iterations, 1, long.MaxValue / 2);
        NumberOptions.Within(epochs, 0, 1e9, lowExcluded: true);
        NumberOptions.Within(folds, 2, 10_000);
        NumberOptions.Within(size, 1, 8192);
        NumberOptions.Within(width, 1, 1024);
        NumberOptions.Within(batch, 1, 4096);
        NumberOptions.Within(rate, 0, 10, lowExcluded: true);
        NumberOptions.Within(every, 1, long.MaxValue / 2);
        shared.AddCompute(command);
        shared.AddOutput(command);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var terminal = shared.Terminal(parsed).Output;
            var results = TrainStudy.Run(new TrainRequest
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Run = parsed.GetRequiredValue(run),
                Fold = FoldOf(parsed.GetRequiredValue(fold)),
                Reference = parsed.GetValue(reference),
                Resume = parsed.GetValue(resume),
                Reorient = parsed.GetValue(reorient),
                CheckpointEvery = parsed.GetValue(every),
                Compute = shared.Compute(parsed, terminal),
                Plan = new PlanRequest
                {
                    Network = parsed.GetRequiredValue(network),
                    Dimensions = parsed.GetValue(dimensions),
                    Loss = parsed.GetValue(loss),
                    Iterations = parsed.GetValue(iterations),
                    Epochs = parsed.GetValue(epochs),
                    TimeLimit = SharedOptions.Duration(parsed.GetValue(time)),
                    Seed = parsed.GetValue(seed),
                    Folds = parsed.GetValue(folds),
                    InputSize = parsed.GetValue(size),
                    Width = parsed.GetValue(width),
                    BatchSize = parsed.GetValue(batch),
                    ForegroundOversampling = parsed.GetValue(foreground) ?? new PlanRequest().ForegroundOversampling,
                    Augmentation = parsed.GetValue(augmentation),
                    Normalisation = parsed.GetValue(normalisation),
                    Optimiser = parsed.GetRequiredValue(optimiser),
                    Schedule = parsed.GetRequiredValue(schedule),
                    LearningRate = parsed.GetValue(rate),
                },
            }, terminal, cancel);
            if (parsed.GetValue(shared.Json))
                Console.Out.WriteLine(SenoJson.Write(results));
            else
                SummaryTable.Print(results);
            return 0;
        }));
        return command;
    }

    private static int? FoldOf(string text)
    {
        if (text == "all")
            return null;
        return InvariantNumber.TryParse<int>(text, out var fold)
            ? fold
            : throw new DataException("--fold", $"'{text}' is no fold", "Give a number from 0, or all");
    }
}
