using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Learning.Losses;
using Seno.Learning.Runtime;
using Seno.Learning.Sampling;
using Seno.Learning.Sampling.Augmentation;
using Seno.Learning.Tasks;
using Seno.Learning.Training;
using Seno.Studies.Locking;
using Seno.Studies.Reports;
using static TorchSharp.torch;

namespace Seno.Studies;

/// <summary>From a data set to a run folder: fingerprint, plan, splits, and per fold weights, predictions and metrics.</summary>
public static class TrainStudy
{
    private const int BatchesAhead = 2;
    private static readonly TimeSpan LongestPlanning = TimeSpan.FromMinutes(10);

    /// <exception cref="DataException">The data set is unusable, or the run folder is taken.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop; what was done is saved.</exception>
    public static IReadOnlyList<FoldResult> Run(TrainRequest request, StudyOutput output, CancellationToken cancel = default)
    {
        Planner.Check(request.Plan);
        var run = new RunFolder(Path.GetFullPath(request.Run));
        var dataset = Dataset.Open(request.Dataset, request.Reference, request.Reorient || run.Reorients, output.Warn);
        RequireFree(run, request);
        using var guard = OutputPaths.Guard(InputFiles.Of(dataset),
            new[] { run.PlanFile, run.SplitsFile, run.FingerprintFile, run.ManifestFile });
        OutputFolder.Create(run.Folder);
        var device = TorchRuntime.Start(request.Compute);
        var (plan, splits) = Plans(dataset, run, request, device, output, cancel);
        if (plan.TargetSpacing is null && LossTable.Of(plan, run.PlanFile).HasLengths)
            output.Warn($"{run.PlanFile}: the voxel size is unknown, so lengths in the loss '{plan.Loss}' are px of the network's input, not mm");
        if (request.Fold is { } wanted && (wanted < 0 || wanted >= splits.Folds.Count))
            throw new DataException("--fold", $"{wanted} is asked for, of {Counted.Of(splits.Folds.Count, "fold")}",
                splits.Folds.Count == 1 ? "Use 0, or all" : $"Use 0 to {splits.Folds.Count - 1}, or all");
        var folds = request.Fold is { } one ? [one] : Enumerable.Range(0, splits.Folds.Count).ToArray();
        FoldResult[] results = [.. folds.Select(fold => TrainFold(dataset, run, plan, splits.Folds[fold], fold, request, device, output, cancel))];
        if (results.Length > 1)
            RunReport.Write(Path.Combine(run.Folder, "report.html"), run, folds, dataset);
        return results;
    }

    private static void RequireFree(RunFolder run, TrainRequest request)
    {
        if (request.Resume)
            return;
        if (request.Fold is { } fold && Directory.Exists(run.FoldFolder(fold)))
            throw new DataException(run.FoldFolder(fold), $"exists already and {StandOf(run, fold)}", IsDone(run, fold)
                ? "Repeat the command with --resume to evaluate it again, give another --fold, or choose another run folder"
                : "Repeat the command with --resume to go on, or choose another run folder");
        if (request.Fold is null && File.Exists(run.PlanFile))
            throw new DataException(run.Folder, "holds a run already", "Repeat the command with --resume to go on, or choose another run folder");
    }

    private static bool IsDone(RunFolder run, int fold) => File.Exists(Checkpoints.FileOf(run.FoldFolder(fold), "final"));

    private static string StandOf(RunFolder run, int fold)
    {
        if (IsDone(run, fold))
            return "is trained to its end";
        var done = Checkpoints.IterationOf(run.FoldFolder(fold));
        return File.Exists(run.PlanFile)
            ? string.Create(CultureInfo.InvariantCulture, $"stands at iteration {done} of {StepsOf(run, fold)}")
            : string.Create(CultureInfo.InvariantCulture, $"stands at iteration {done}");
    }

    private static long StepsOf(RunFolder run, int fold) => StepBudget.Of(Plan.Read(run.PlanFile), run.FoldFolder(fold)).StepsAtLast;

    private static (Plan Plan, Splits Splits) Plans(Dataset dataset, RunFolder run, TrainRequest request, Device device, StudyOutput output, CancellationToken cancel)
    {
        using var alone = RunLock.Await(run.Folder, LongestPlanning, output, cancel);
        return Prepare(dataset, run, request, device, output, cancel);
    }

    /// <summary>A run's plan and splits are made once; further folds and resumed ones use them as they are.</summary>
    private static (Plan Plan, Splits Splits) Prepare(
        Dataset dataset,
        RunFolder run,
        TrainRequest request,
        Device device,
        StudyOutput output,
        CancellationToken cancel)
    {
        if (File.Exists(run.PlanFile) && File.Exists(run.SplitsFile))
        {
            var made = Plan.Read(run.PlanFile);
            if (made.Dataset != dataset.Name)
                throw new DataException(run.PlanFile, $"was made for '{made.Dataset}', not '{dataset.Name}'", "Choose another run folder");
            var manifest = Manifest.Read(run.ManifestFile);
            if (manifest.Request.Reference != request.Reference)
            {
                var problem = $"was begun with {ReferencesOf(manifest.Request)}, not {ReferencesOf(request)}";
                throw new DataException(run.ManifestFile, problem, "Give the same --reference, or choose another run folder");
            }
            if (UnusedOptions.Of(request, made, manifest.Request) is { Count: > 0 } unused)
                output.Warn($"{run.PlanFile}: this run's plan stands, and differs in {string.Join(", ", unused)}: not used");
            if (manifest.Threads != request.Compute.Threads)
                output.Warn(string.Create(CultureInfo.InvariantCulture, $"{run.ManifestFile}: this run was begun with {manifest.Threads} threads; with {request.Compute.Threads} it ends with slightly other weights"));
            return (made, ReadSplits(run.SplitsFile, dataset));
        }
        var cases = DevelopmentCases.Of(dataset, output.Warn);
        output.Progress(new("fingerprint", 0, cases.Count));
        if (!dataset.PatientsKnown)
            output.Warn($"{dataset.Folder}: {TrainingNeeds.NoPatients}; cases.csv can tell them (column 'patient')");
        var fingerprint = Fingerprint.Of(dataset, cases, request.Compute.Threads, output.Warn, output.Progress);
        TrainingNeeds.Require(dataset.Folder, fingerprint);
        var given = File.Exists(run.SplitsFile) ? run.SplitsFile : DevelopmentCases.LockedSplits(dataset);
        var splits = given is null
            ? Splits.Create(cases, request.Plan.Folds, request.Plan.Seed, output.Warn)
            : ReadSplits(given, dataset);
        output.Progress(new("planning", 0, 1));
        var asked = request.Plan with { Folds = splits.Folds.Count };
        var plan = Planner.Make(dataset, fingerprint, asked, request.Compute.Precision, device, cancel);
        if (request.Plan.Normalisation is null && dataset.Channels.Where((name, channel) => NormalisationTable.For(dataset.Modality, name) != plan.NormalisationOf(channel).Scheme).Any())
            output.Warn($"{run.PlanFile}: the references hold no foreground to take a window from, so CT is z-scored over the case, air included");
        SenoJson.WriteFile(run.FingerprintFile, fingerprint);
        // The user's own, found in the run folder, stays as it is.
        if (given != run.SplitsFile)
            splits.Write(run.SplitsFile);
        Manifest.Of(request, plan, FileHashes.Of(dataset, request.Compute.Threads, output.Progress)).Write(run.ManifestFile);
        plan.Write(run.PlanFile);
        return (plan, splits);
    }

    private static string ReferencesOf(TrainRequest request) =>
        request.Reference is { } reader ? $"the references by '{reader}'" : "those in labelsTr";

    private static Splits ReadSplits(string file, Dataset dataset)
    {
        var splits = Splits.Read(file, dataset.Cases);
        DevelopmentCases.Check(splits, file, dataset);
        return splits;
    }

    private static FoldResult TrainFold(Dataset dataset, RunFolder run, Plan plan, Fold fold, int index, TrainRequest request, Device device, StudyOutput output, CancellationToken cancel)
    {
        var folder = run.FoldFolder(index);
        using var alone = RunLock.Take(folder);
        AtomicFile.RemoveLeftovers(folder);
        var threads = request.Compute.Threads;
        var training = Cases(dataset, fold.Train);
        var validation = Cases(dataset, fold.Val);
        var distances = plan.Dimensions == 2 && LossTable.Of(plan, run.PlanFile).NeedsDistances;
        var prepared = Preprocessor.Cases(training, plan, threads, output.Warn, output.Progress, distances);
        var held = Preprocessor.Cases(validation, plan, threads, output.Warn, output.Progress);
        var augmentation = AugmentationTable.Of(plan.Augmentation, run.PlanFile);
        Func<long, PatchBuffers> draw = plan.Dimensions == 3 ? new VolumePatchSource(plan, prepared, augmentation).Draw : new PatchSource(plan, prepared, augmentation).Draw;
        var pseudoDice = new PseudoDice(plan, held, device);
        using var task = TaskTable.Create(plan, device);
        var trainer = new Trainer
        {
            Budget = StepBudget.Of(plan, folder),
            Replanner = plan.TimeLimitSeconds is { } limit ? new Replanner(TimeSpan.FromSeconds(limit)) : null,
            Batches = (first, end) => Prefetch.InOrder(first, end, draw, BatchesAhead).Select(buffers => buffers.ToBatch(device)),
            Validate = pseudoDice.Of,
            Checkpoints = new Checkpoints(folder),
            Log = new TrainingLog(Path.Combine(folder, "log.jsonl")),
            Schedule = LearningRateSchedule.Of(plan.Schedule, run.PlanFile),
            Cadence = request.CheckpointEvery is { } every ? new CheckpointCadence(every, TimeSpan.Zero) : CheckpointCadence.Default,
            Progress = output.Progress,
            Stage = $"training fold {index}",
        };
        var end = trainer.Run(task, cancel);
        var evaluation = ValidationStudy.Run(task, plan, validation, folder, device, threads, output, cancel);
        var result = new FoldResult(
            index, training.Count, validation.Count, plan.Iterations, end.Iteration, end.Seconds, plan.TimeLimitSeconds, evaluation.Summary, evaluation.Rows);
        RunReport.Write(Path.Combine(folder, "report.html"), run, [index], dataset);
        return result;
    }

    private static IReadOnlyList<Case> Cases(Dataset dataset, IReadOnlyList<string> ids)
    {
        var byId = dataset.Cases.ToDictionary(item => item.Id);
        return [.. ids.Select(id => byId[id])];
    }
}
