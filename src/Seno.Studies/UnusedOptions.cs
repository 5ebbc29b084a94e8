using Seno.Data;
using Seno.Learning.Runtime;
using Seno.Learning.Training;

namespace Seno.Studies;

/// <summary>Options that are given when a run is gone on with, and that its plan contradicts.</summary>
internal static class UnusedOptions
{
    /// <param name="asked">Now.</param>
    /// <param name="plan">That stands.</param>
    /// <param name="made">The request that the plan was made for: it tells what the plan does not.</param>
    /// <returns>Names as on the command line. An option left at its default counts as not given.</returns>
    public static IReadOnlyList<string> Of(TrainRequest asked, Plan plan, TrainRequest made)
    {
        var (now, then, usual) = (asked.Plan, made.Plan, new PlanRequest());
        var schemes = Enumerable.Range(0, plan.Channels.Count).Select(channel => plan.NormalisationOf(channel).Scheme);
        (string Name, bool Given, bool InPlan, bool AsBefore)[] options =
        [
            ("--network", now.Network != usual.Network, now.Network == plan.Network, now.Network == then.Network),
            ("--loss", now.Loss is not null, now.Loss == plan.Loss, now.Loss == then.Loss),
            ("--dimensions", now.Dimensions != usual.Dimensions, now.Dimensions == plan.Dimensions, false),
            ("--iterations", now.Iterations is not null, now.Iterations == plan.Iterations && plan.TimeLimitSeconds is null, false),
            ("--epochs", now.Epochs is not null, false, now.Epochs == then.Epochs),
            ("--time-limit", now.TimeLimit is not null, now.TimeLimit?.TotalSeconds == plan.TimeLimitSeconds, now.TimeLimit == then.TimeLimit),
            ("--seed", now.Seed != usual.Seed, now.Seed == plan.Seed, false),
            ("--folds", now.Folds != usual.Folds, now.Folds == plan.Folds, now.Folds == then.Folds),
            ("--input-size", now.InputSize is not null, false, now.InputSize == then.InputSize),
            ("--width", now.Width is not null, now.Width == plan.Features[0], now.Width == then.Width),
            ("--batch-size", now.BatchSize is not null, now.BatchSize == plan.BatchSize, false),
            ("--foreground-oversampling", now.ForegroundOversampling != usual.ForegroundOversampling,
                now.ForegroundOversampling == plan.ForegroundOversampling, false),
            ("--augmentation", now.Augmentation is not null, now.Augmentation == plan.Augmentation, false),
            ("--normalisation", now.Normalisation is not null, schemes.All(scheme => scheme == now.Normalisation), now.Normalisation == then.Normalisation),
            ("--optimiser", now.Optimiser != usual.Optimiser, now.Optimiser == plan.Optimiser, false),
            ("--schedule", now.Schedule != usual.Schedule, now.Schedule == plan.Schedule, false),
            ("--learning-rate", now.LearningRate is not null, now.LearningRate == plan.LearningRate, false),
            ("--precision", asked.Compute.Precision != Precision.Auto, asked.Compute.Precision == Arithmetic.Of(plan).Precision, false),
        ];
        return [.. options.Where(option => option is { Given: true, InPlan: false, AsBefore: false }).Select(option => option.Name)];
    }
}
