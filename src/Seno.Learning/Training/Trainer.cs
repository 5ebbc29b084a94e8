using System.Globalization;
using Seno.Core;
using Seno.Learning.Sampling;
using Seno.Learning.Tasks;

namespace Seno.Learning.Training;

/// <summary>The loop: batches to the task, a score every epoch, checkpoints. It knows no method.</summary>
public sealed class Trainer
{
    private const int SteadySteps = 10;
    private readonly TrainingPace pace = new();
    private TrainingWatch watch = new(TimeProvider.System, 0);
    private (long Samples, double Seconds) epoch;

    /// <value>How many steps, and after how many of them the task is validated.</value>
    public required StepBudget Budget { get; init; }

    /// <value>Fits the steps into a limited time; null to keep them.</value>
    public Replanner? Replanner { get; init; }

    /// <value>Batches of the iterations from the first to one before the second, in order; the trainer disposes them.</value>
    public required Func<long, long, IEnumerable<Batch>> Batches { get; init; }

    /// <value>The score that chooses the best checkpoint; higher is better.</value>
    public required Func<LearningTask, double> Validate { get; init; }

    public required Checkpoints Checkpoints { get; init; }

    public required TrainingLog Log { get; init; }

    /// <value>Factor on the learning rate, by the share of the steps that is done.</value>
    public Func<double, double> Schedule { get; init; } = LearningRateSchedule.Of("cosine");

    public CheckpointCadence Cadence { get; init; } = CheckpointCadence.Default;

    public Action<ProgressUpdate>? Progress { get; init; }

    public string Stage { get; init; } = "training";

    /// <value>Measures; where nothing is re-planned it changes no bit of a run.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Trains from where the checkpoints stand to the end.</summary>
    /// <returns>The end, with the time that training took, earlier processes' included.</returns>
    /// <exception cref="OperationCanceledException">Asked to stop; the step in hand was finished and saved.</exception>
    /// <exception cref="DataException">The loss is no longer finite, or a checkpoint cannot be written; the last checkpoint is intact.</exception>
    public TrainingState Run(LearningTask task, CancellationToken cancel = default)
    {
        var state = Checkpoints.Resume(task, Budget.EpochLength);
        watch = new(Clock, state.Seconds);
        Log.CutAfter(state.EpochStart);
        Cadence.Saved(state.Iteration);
        Budget.Follow(state);
        while (!Budget.IsSpent(state))
        {
            state = Stretch(task, state, cancel);
            if (Budget.EpochIsOver(state))
                state = Close(task, state);
            Replan(state);
        }
        Checkpoints.SaveFinal(task, state);
        return state with { Seconds = watch.Seconds };
    }

    /// <summary>Steps up to the end of the epoch, or to another plan for what is left.</summary>
    private TrainingState Stretch(LearningTask task, TrainingState state, CancellationToken cancel)
    {
        watch.Lap();
        foreach (var batch in Batches(state.Iteration, Budget.EndOfStretch(state)))
        {
            state = Step(task, state, batch);
            if (cancel.IsCancellationRequested || (state.Iteration < Budget.EndOfStretch(state) && Cadence.IsDue(state.Iteration)))
            {
                Save(task, state);
                pace.AddSaving(watch.Lap());
            }
            cancel.ThrowIfCancellationRequested();
            if (Replan(state))
                break;
        }
        return state;
    }

    private TrainingState Step(LearningTask task, TrainingState state, Batch batch)
    {
        using var used = batch;
        batch.Done = Budget.DoneAt(state.Iteration);
        batch.Epoch = state.Epoch + (double)(state.Iteration - state.EpochStart) / Budget.EpochLength;
        var scalars = task.Step(batch, Schedule(batch.Done));
        RequireFinite(scalars, batch, state.Iteration);
        state = state.After(scalars);
        var seconds = watch.Lap();
        pace.AddStep(seconds);
        epoch = (epoch.Samples + batch.Cases.Count, epoch.Seconds + seconds);
        Progress?.Invoke(new(Stage, state.Iteration, Budget.Steps, Describe(scalars, state, epoch.Samples / epoch.Seconds), Left(state)));
        return state;
    }

    /// <summary>Validates and writes, in an order that loses nothing wherever a crash falls: what comes before the checkpoint is written again after it.</summary>
    private TrainingState Close(LearningTask task, TrainingState state)
    {
        watch.Lap();
        var score = Validate(task);
        var means = state.Sums.ToDictionary(sum => sum.Key, sum => sum.Value / (state.Iteration - state.EpochStart));
        state = state.Scored(score);
        var now = watch.Seconds;
        Log.Add(new(state.Iteration, means, score, epoch.Seconds > 0 ? epoch.Samples / epoch.Seconds : 0, now - state.EpochSeconds));
        state = state with { EpochSeconds = now };
        if (state.IsBest)
            Checkpoints.SaveBest(task, state);
        Save(task, state);
        epoch = default;
        pace.AddClosing(watch.Lap());
        return state;
    }

    /// <returns>Whether the steps left are others now.</returns>
    private bool Replan(TrainingState state)
    {
        if (Budget.RepeatsEarlier)
            return Budget.Follow(state);
        if (Replanner?.Decide(state, Budget, pace, watch.Seconds) is not { } replanning)
            return false;
        Budget.Take(replanning);
        return true;
    }

    private void Save(LearningTask task, TrainingState state)
    {
        Checkpoints.SaveLatest(task, state with { Seconds = watch.Seconds });
        Cadence.Saved(state.Iteration);
    }

    private TimeSpan? Left(TrainingState state) => pace.Steps < SteadySteps
        ? null
        : TimeSpan.FromSeconds(pace.SecondsFor(Budget.Steps - state.Iteration, state.Iteration - state.EpochStart, Budget.EpochLength));

    private static void RequireFinite(IReadOnlyDictionary<string, double> scalars, Batch batch, long iteration)
    {
        foreach (var (name, value) in scalars)
        {
            if (!double.IsFinite(value))
                throw new DataException($"iteration {iteration}", $"{name} is {value.ToString(CultureInfo.InvariantCulture)} (cases {string.Join(", ", batch.Cases.Distinct())})", "Check these cases for NaN or extreme values, or lower the learning rate; the last checkpoint is intact");
        }
    }

    private static string Describe(IReadOnlyDictionary<string, double> scalars, TrainingState state, double samplesPerSecond)
    {
        var parts = new List<string>();
        if (scalars.TryGetValue("loss", out var loss))
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"loss {loss:F3}"));
        if (!double.IsNaN(state.Average))
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"pseudo-Dice {state.Average:F3}"));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{samplesPerSecond:F0} samples/s"));
        return string.Join("  ", parts);
    }
}
