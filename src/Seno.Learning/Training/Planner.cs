using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Data.Preprocessing;
using Seno.Imaging;
using Seno.Learning.Losses;
using Seno.Learning.Networks;
using Seno.Learning.Runtime;
using Seno.Learning.Sampling.Augmentation;
using static TorchSharp.torch;

namespace Seno.Learning.Training;

/// <summary>Plans a training for a machine without a GPU: an input small enough that the time given buys enough steps.</summary>
public static class Planner
{
    private const long DefaultIterations = 2000;

    /// <summary>Refuses what no plan could be made of, before time is spent on the data.</summary>
    /// <exception cref="DataException">A name that no table knows, a size below 1, or a share outside 0..1.</exception>
    public static void Check(PlanRequest request)
    {
        NetworkTable.Require(request.Network);
        if (request.Loss is { } loss)
            LossTable.Create(loss);
        LearningRateSchedule.Of(request.Schedule);
        OptimiserTable.LearningRateOf(request.Optimiser);
        if (request.Augmentation is { } augmentation)
            AugmentationTable.Of(augmentation);
        CheckLength(request);
        if (request.Dimensions is not (2 or 3))
            throw new DataException("--dimensions", string.Create(CultureInfo.InvariantCulture, $"{request.Dimensions} is not offered"), "Use 2 for slices or 3 for volumes");
        if (request.Normalisation is { } normalisation)
            NormalisationTable.NeedsForeground(normalisation);
        foreach (var (option, number) in new[] { ("--input-size", request.InputSize), ("--width", request.Width), ("--batch-size", request.BatchSize) })
        {
            if (number < 1)
                throw new DataException(option, string.Create(CultureInfo.InvariantCulture, $"{number} is too small"), "Give at least 1");
        }
        if (request.ForegroundOversampling is not (>= 0 and <= 1))
            throw new DataException("--foreground-oversampling", string.Create(CultureInfo.InvariantCulture, $"{request.ForegroundOversampling} is no share"), "Give a number from 0 to 1");
    }

    /// <summary>Input size and width from the images and the time; iterations as asked for, or from a short calibration.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="fingerprint">What its images are like.</param>
    /// <param name="request">What the user fixed.</param>
    /// <param name="precision">Auto takes what the processor is fast at.</param>
    /// <param name="device">What the calibration runs on.</param>
    /// <param name="cancel">Stops between two steps of the calibration.</param>
    /// <exception cref="DataException">The normalisation asked for needs foreground, and there is none.</exception>
    public static Plan Make(
        Dataset dataset, Fingerprint fingerprint, PlanRequest request, Precision precision, Device device, CancellationToken cancel = default)
    {
        var axes = CaseAxes.Of(fingerprint.Geometries);
        IReadOnlyList<Geometry> geometries = [.. fingerprint.Geometries.Select(geometry => CaseAxes.Turn(geometry, axes).Of(geometry))];
        var loss = request.Loss ?? DefaultLoss(geometries);
        LossTable.Create(loss, classes: dataset.Scheme.Classes, regions: dataset.Scheme.Regions is not null);
        var rate = request.LearningRate ?? OptimiserTable.LearningRateOf(request.Optimiser);
        var volumes = request.Dimensions == 3;
        var stages = volumes ? 4 : 5;
        var frame = volumes
            ? InputFrame.OfVolumes(geometries, request.InputSize ?? 48, 1 << (stages - 1))
            : InputFrame.OfSlices(geometries, request.InputSize ?? (request.TimeLimit < TimeSpan.FromMinutes(4) ? 128 : 160), 1 << (stages - 1));
        var width = request.Width ?? (volumes ? 8 : 16);
        var draft = Arithmetic.For(precision, request.Dimensions, device).In(new Plan
        {
            Dataset = dataset.Name,
            Modality = dataset.Modality,
            Channels = dataset.Channels,
            Normalisation = [.. dataset.Channels.Select((_, channel) => Normalisation(dataset, fingerprint, channel, request.Normalisation))],
            Labels = dataset.Labels,
            Regions = dataset.Scheme.Regions,
            Ignore = dataset.Scheme.Ignore,
            FileEnding = dataset.FileEnding,
            Axes = axes,
            TargetSpacing = frame.Spacing,
            Patch = frame.Patch,
            BatchSize = request.BatchSize ?? (volumes ? 2 : 8),
            ForegroundOversampling = request.ForegroundOversampling,
            Network = request.Network,
            Loss = loss,
            Features = [.. Enumerable.Range(0, stages).Select(stage => Math.Min(512, width << stage))],
            Iterations = 1,
            EpochLength = 1,
            TimeLimitSeconds = request.TimeLimit?.TotalSeconds,
            Optimiser = request.Optimiser,
            Schedule = request.Schedule,
            LearningRate = rate,
            Augmentation = request.Augmentation ?? (dataset.Modality == "ultrasound" ? "strong" : "full"),
            Seed = request.Seed,
            Folds = request.Folds,
        });
        var iterations = Iterations(draft, request, geometries.Count, device, cancel);
        return draft with { Iterations = iterations, EpochLength = StepBudget.EpochLengthOf(iterations) };
    }

    private static void CheckLength(PlanRequest request)
    {
        (string Name, bool Given)[] options =
        [
            ("--iterations", request.Iterations is not null),
            ("--epochs", request.Epochs is not null),
            ("--time-limit", request.TimeLimit is not null),
        ];
        string[] given = [.. options.Where(option => option.Given).Select(option => option.Name)];
        if (given.Length > 1)
            throw new DataException(given[1], $"is given beside {given[0]}, and each says how long to train", "Give one of them");
        var culture = CultureInfo.InvariantCulture;
        if (request.Iterations < 1)
            throw new DataException("--iterations", string.Create(culture, $"{request.Iterations} is too few"), "Give at least 1");
        if (request.Epochs is not (null or (> 0 and < 1e6)))
            throw new DataException(
                "--epochs",
                string.Create(culture, $"{request.Epochs} is no number of epochs"),
                "Give a number above 0");
    }

    /// <summary>Most slices or blocks of a volume hold no lesion, and only a Dice over the whole batch counts what is called there.</summary>
    private static string DefaultLoss(IReadOnlyList<Geometry> geometries) =>
        OrderStatistics.Median(geometries.Select(geometry => (double)geometry.Size.Z)) > 1 ? "batch-dice-ce" : "dice-ce";

    private static ChannelNormalisation Normalisation(Dataset dataset, Fingerprint fingerprint, int channel, string? asked)
    {
        var scheme = asked ?? NormalisationTable.For(dataset.Modality, dataset.Channels[channel]);
        if (!NormalisationTable.NeedsForeground(scheme))
            return new(scheme);
        if (fingerprint.Foreground.Count > 0 && ForegroundWindow.IsIn(fingerprint.Foreground[channel]))
            return new(scheme, fingerprint.Foreground[channel]);
        return asked is null
            ? new("z-score")
            : throw new DataException("--normalisation", $"'{asked}' takes its window from the foreground, and the references have none, or hardly more than one value in it", "Use z-score, or add cases with lesions");
    }

    private static long Iterations(Plan plan, PlanRequest request, int cases, Device device, CancellationToken cancel)
    {
        // A beginning: once it trains, the steps are re-planned by what they, data, validation and checkpoints really take.
        const double ForSteps = 0.9;
        if (request.Iterations is { } iterations)
            return iterations;
        if (request.Epochs is { } epochs)
            return Math.Max(1, (long)Math.Ceiling(epochs * cases / plan.BatchSize));
        if (request.TimeLimit is { } limit)
            return Math.Max(1, (long)(ForSteps * limit / StepTiming.Median(plan, device, steps: 15, cancel)));
        return DefaultIterations;
    }
}
