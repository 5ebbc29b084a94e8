using System.Diagnostics;
using System.Globalization;
using Seno.Core;
using Seno.Learning.Sampling;
using Seno.Learning.Tasks;

namespace Seno.Learning.Training;

/// <summary>The loop: batches to the task, a score every epoch, checkpoints. It knows no method.</summary>
public sealed class Trainer
{
    /// <value>Steps in all.</value>
    public required long Iterations { get; init; }

    /// <value>Steps between validations.</value>
    public required int EpochLength { get; init; }

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

    /// <summary>Trains from where the checkpoints stand to the end.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop; the step in hand was finished and saved.</exception>
    /// <exception cref="DataException">The loss is no longer finite, or a checkpoint cannot be written; the last checkpoint is intact.</exception>
    public TrainingState Run(LearningTask task, CancellationToken cancel = default)
    {
        var state = Checkpoints.Resume(task);
        Log.CutAfter(state.Iteration);
        Cadence.Saved(state.Iteration);
        while (state.Iteration < Iterations)
            state = Epoch(task, state, cancel);
        Checkpoints.SaveFinal(task, state);
        return state;
    }

    private TrainingState Epoch(LearningTask task, TrainingState state, CancellationToken cancel)
    {
        var start = state.Iteration / EpochLength * EpochLength;
        var end = Math.Min(Iterations, start + EpochLength);
        var clock = Stopwatch.StartNew();
        var samples = 0L;
        foreach (var batch in Batches(state.Iteration, end))
        {
            using (batch)
            {
                (batch.Epoch, batch.Done) = ((double)state.Iteration / EpochLength, (double)state.Iteration / Iterations);
                var scalars = task.Step(batch, Schedule((double)state.Iteration / Iterations));
                RequireFinite(scalars, batch, state.Iteration);
                state = state.After(scalars);
                samples += batch.Cases.Count;
                Progress?.Invoke(new(Stage, state.Iteration, Iterations, Describe(scalars, state, samples / clock.Elapsed.TotalSeconds)));
            }
            if (cancel.IsCancellationRequested || (state.Iteration < end && Cadence.IsDue(state.Iteration)))
                Save(task, state);
            cancel.ThrowIfCancellationRequested();
        }
        return Close(task, state, start, samples / clock.Elapsed.TotalSeconds, clock);
    }

    /// <summary>Validates and writes, in an order that loses nothing wherever a crash falls: what comes before the checkpoint is written again after it.</summary>
    private TrainingState Close(LearningTask task, TrainingState state, long start, double samplesPerSecond, Stopwatch clock)
    {
        var score = Validate(task);
        var means = state.Sums.ToDictionary(sum => sum.Key, sum => sum.Value / (state.Iteration - start));
        state = state.Scored(score);
        Log.Add(new(state.Iteration, means, score, samplesPerSecond, clock.Elapsed.TotalSeconds));
        if (state.IsBest)
            Checkpoints.SaveBest(task, state);
        Save(task, state);
        return state;
    }

    private void Save(LearningTask task, TrainingState state)
    {
        Checkpoints.SaveLatest(task, state);
        Cadence.Saved(state.Iteration);
    }

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
