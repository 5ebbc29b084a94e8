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
    private const int Stages = 5;
    private const int Stride = 1 << (Stages - 1);
    private const long DefaultIterations = 2000;

    /// <summary>Refuses what no plan could be made of, before time is spent on the data.</summary>
    /// <exception cref="DataException">A name that no table knows, or a share outside 0..1.</exception>
    public static void Check(PlanRequest request)
    {
        NetworkTable.Require(request.Network);
        LossTable.Create(request.Loss);
        LearningRateSchedule.Of(request.Schedule);
        OptimiserTable.LearningRateOf(request.Optimiser);
        if (request.Augmentation is { } augmentation)
            AugmentationTable.Of(augmentation);
        if (request.Normalisation is { } normalisation)
            NormalisationTable.NeedsForeground(normalisation);
        if (request.ForegroundOversampling is not (>= 0 and <= 1))
            throw new DataException("--foreground-oversampling", string.Create(CultureInfo.InvariantCulture, $"{request.ForegroundOversampling} is no share"), "Give a number from 0 to 1");
    }

    /// <summary>Input size and width from the images and the time; iterations as asked for, or from a short calibration.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="fingerprint">What its images are like.</param>
    /// <param name="request">What the user fixed.</param>
    /// <param name="precision">Auto takes the faster on this machine.</param>
    /// <param name="device">What the calibration runs on.</param>
    /// <exception cref="DataException">The normalisation asked for needs foreground, and there is none.</exception>
    public static Plan Make(Dataset dataset, Fingerprint fingerprint, PlanRequest request, Precision precision, Device device)
    {
        LossTable.Create(request.Loss, classes: dataset.Labels.Count);
        var geometries = fingerprint.Geometries;
        var rate = request.LearningRate ?? OptimiserTable.LearningRateOf(request.Optimiser);
        var brief = request.TimeLimit is { } limit && limit < TimeSpan.FromMinutes(4);
        var longest = RoundUp(request.InputSize ?? (brief ? 128 : 160));
        var spacing = TargetSpacing(geometries, longest);
        var (medianX, medianY) = spacing is null
            ? (OrderStatistics.Median(geometries.Select(geometry => (double)geometry.Size.X)), OrderStatistics.Median(geometries.Select(geometry => (double)geometry.Size.Y)))
            : (OrderStatistics.Median(geometries.Select(geometry => geometry.Size.X * geometry.Spacing.X)), OrderStatistics.Median(geometries.Select(geometry => geometry.Size.Y * geometry.Spacing.Y)));
        var fit = longest / Math.Max(medianX, medianY);
        var width = request.Width ?? 16;
        var arithmetic = ArithmeticTable.Of(device).Choose(precision);
        var draft = arithmetic.In(new Plan
        {
            Dataset = dataset.Name,
            Modality = dataset.Modality,
            Channels = dataset.Channels,
            Normalisation = [.. dataset.Channels.Select((_, channel) => Normalisation(dataset, fingerprint, channel, request.Normalisation))],
            Labels = dataset.Labels,
            FileEnding = dataset.FileEnding,
            TargetSpacing = spacing is { } target ? [target, target] : null,
            Patch = [Math.Max(Stride, RoundUp(medianX * fit)), Math.Max(Stride, RoundUp(medianY * fit))],
            BatchSize = request.BatchSize ?? 8,
            ForegroundOversampling = request.ForegroundOversampling,
            Network = request.Network,
            Loss = request.Loss,
            Features = [.. Enumerable.Range(0, Stages).Select(stage => Math.Min(512, width << stage))],
            Iterations = 1,
            EpochLength = 1,
            Optimiser = request.Optimiser,
            Schedule = request.Schedule,
            LearningRate = rate,
            Augmentation = request.Augmentation ?? (dataset.Modality == "ultrasound" ? "strong" : "full"),
            Seed = request.Seed,
            Folds = request.Folds,
        });
        var iterations = Iterations(draft, request, geometries.Count, device);
        return draft with { Iterations = iterations, EpochLength = (int)Math.Clamp(iterations / 20, 1, 250) };
    }

    private static ChannelNormalisation Normalisation(Dataset dataset, Fingerprint fingerprint, int channel, string? asked)
    {
        var scheme = asked ?? NormalisationTable.For(dataset.Modality, dataset.Channels[channel]);
        if (!NormalisationTable.NeedsForeground(scheme))
            return new(scheme);
        if (fingerprint.Foreground.Count > 0 && fingerprint.Foreground[channel] is { StandardDeviation: > 0 } foreground)
            return new(scheme, foreground);
        return asked is null
            ? new("z-score")
            : throw new DataException("--normalisation", $"'{asked}' takes its window from the foreground, and the references have none, or only one value in it", "Use z-score, or add cases with lesions");
    }

    private static long Iterations(Plan plan, PlanRequest request, int cases, Device device)
    {
        // The tenth of the time kept back pays for data, validation and checkpoints.
        if (request.Iterations is { } iterations)
            return iterations;
        if (request.Epochs is { } epochs)
            return Math.Max(1, (long)Math.Ceiling(epochs * cases / plan.BatchSize));
        return request.TimeLimit is { } limit ? Math.Max(1, (long)(0.9 * limit / StepTiming.Median(plan, device, steps: 15))) : DefaultIterations;
    }

    /// <summary>Null where any spacing is unknown; else the median in-plane spacing, coarsened so that the median image's longer side fits the input.</summary>
    private static double? TargetSpacing(IReadOnlyList<Geometry> geometries, int longest)
    {
        if (geometries.Any(geometry => !geometry.SpacingKnown))
            return null;
        var spacing = OrderStatistics.Median(geometries.Select(geometry => Math.Max(geometry.Spacing.X, geometry.Spacing.Y)));
        var extent = OrderStatistics.Median(geometries.Select(geometry => Math.Max(geometry.Size.X * geometry.Spacing.X, geometry.Size.Y * geometry.Spacing.Y)));
        return Math.Max(spacing, extent / longest);
    }

    private static int RoundUp(double size) => (int)Math.Ceiling(Math.Round(size, 6) / Stride) * Stride;
}
