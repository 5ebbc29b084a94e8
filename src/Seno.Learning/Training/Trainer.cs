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

    public Action<ProgressUpdate>? Progress { get; init; }

    public string Stage { get; init; } = "training";

    /// <summary>Trains from where the checkpoints stand to the end.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop; the step in hand was finished and saved.</exception>
    /// <exception cref="DataException">The loss is no longer finite; the last checkpoint is intact.</exception>
    public TrainingState Run(LearningTask task, CancellationToken cancel = default)
    {
        var state = Checkpoints.Resume(task);
        while (state.Iteration < Iterations)
        {
            var end = Math.Min(Iterations, (state.Iteration / EpochLength + 1) * EpochLength);
            var epoch = Epoch(task, state, end, cancel);
            state = state.With(end, epoch.PseudoDice);
            Checkpoints.Save(task, state);
            Log.Add(epoch);
        }
        Checkpoints.SaveFinal(task, state);
        return state;
    }

    private TrainingEpoch Epoch(LearningTask task, TrainingState state, long end, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var sums = new Dictionary<string, double>();
        var samples = 0;
        var iteration = state.Iteration;
        foreach (var batch in Batches(iteration, end))
        {
            using (batch)
            {
                var scalars = task.Step(batch, PolynomialSchedule.Rate(iteration, Iterations));
                RequireFinite(scalars, batch, iteration);
                foreach (var (name, value) in scalars)
                    sums[name] = sums.GetValueOrDefault(name) + value;
                samples += batch.Cases.Count;
                iteration++;
                Progress?.Invoke(new(Stage, iteration, Iterations, Describe(scalars, state)));
            }
            if (cancel.IsCancellationRequested)
            {
                Checkpoints.Save(task, state with { Iteration = iteration });
                throw new OperationCanceledException(cancel);
            }
        }
        var training = clock.Elapsed.TotalSeconds;
        var score = Validate(task);
        var steps = iteration - state.Iteration;
        return new(end, sums.ToDictionary(sum => sum.Key, sum => sum.Value / steps), score, samples / training, clock.Elapsed.TotalSeconds);
    }

    private static void RequireFinite(IReadOnlyDictionary<string, double> scalars, Batch batch, long iteration)
    {
        foreach (var (name, value) in scalars)
        {
            if (!double.IsFinite(value))
                throw new DataException($"iteration {iteration}", $"{name} is {value.ToString(CultureInfo.InvariantCulture)} (cases {string.Join(", ", batch.Cases.Distinct())})", "Check these cases for NaN or extreme values, or lower the learning rate; the last checkpoint is intact");
        }
    }

    private static string Describe(IReadOnlyDictionary<string, double> scalars, TrainingState state)
    {
        var loss = scalars.TryGetValue("loss", out var value) ? string.Create(CultureInfo.InvariantCulture, $"loss {value:F3}") : "";
        return double.IsNaN(state.Average) ? loss : string.Create(CultureInfo.InvariantCulture, $"{loss}  pseudo-Dice {state.Average:F3}");
    }
}
