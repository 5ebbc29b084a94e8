using Seno.Data;

namespace Seno.Learning.Training;

/// <summary>How many steps a training has, how long its epochs are, and what share of it is done at each step.</summary>
/// <remarks>
/// Re-planned, the share goes on from where it stands, evenly over the steps left: what follows it, the learning rate and the weights of
/// losses, never jumps and ends at its end. What was recorded is followed at its step again, so a resumed training repeats its numbers.
/// </remarks>
public sealed class StepBudget
{
    private const int Epochs = 20;
    private const int LongestEpoch = 250;
    private readonly ReplanningLog? log;
    private readonly Queue<Replanning> ahead;
    private Replanning current;

    /// <param name="steps">As planned.</param>
    /// <param name="epochLength">Steps between validations, as planned.</param>
    /// <param name="log">What was re-planned before, and is from now on; null if nothing ever is.</param>
    /// <exception cref="Core.DataException">The log is malformed.</exception>
    public StepBudget(long steps, int epochLength, ReplanningLog? log = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epochLength);
        this.log = log;
        ahead = new(log?.Read() ?? []);
        current = new(0, 0, 0, steps, epochLength, 0);
    }

    /// <summary>A fold's: its plan's, and what its folder has recorded.</summary>
    /// <exception cref="Core.DataException">The record is malformed.</exception>
    public static StepBudget Of(Plan plan, string folder) => new(plan.Iterations, plan.EpochLength, ReplanningLog.In(folder));

    /// <summary>Steps in all, as things stand.</summary>
    public long Steps => current.Steps;

    /// <summary>Steps in all after everything recorded.</summary>
    public long StepsAtLast => ahead.Count > 0 ? ahead.Last().Steps : current.Steps;

    /// <summary>Steps between validations, as things stand.</summary>
    public int EpochLength => current.EpochLength;

    /// <summary>What is recorded is not all followed yet: until then nothing new may be decided.</summary>
    public bool RepeatsEarlier => ahead.Count > 0;

    /// <summary>A twentieth of the steps, 1 to 250 of them.</summary>
    public static int EpochLengthOf(long steps) => (int)Math.Clamp(steps / Epochs, 1, LongestEpoch);

    /// <summary>Share of the training that is done after so many steps, 0 to 1.</summary>
    public double DoneAt(long iteration) =>
        current.Done + (1 - current.Done) * ((double)(iteration - current.Iteration) / (current.Steps - current.Iteration));

    /// <summary>The steps to make before the next validation or recorded re-planning: up to before this one.</summary>
    public long EndOfStretch(TrainingState state)
    {
        var end = Math.Min(current.Steps, state.EpochStart + current.EpochLength);
        if (ahead.TryPeek(out var next))
            end = Math.Min(end, next.Iteration);
        return Math.Max(end, state.Iteration);
    }

    public bool EpochIsOver(TrainingState state) =>
        state.EpochIsOpen && state.Iteration >= Math.Min(current.Steps, state.EpochStart + current.EpochLength);

    public bool IsSpent(TrainingState state) => state.Iteration >= current.Steps && !state.EpochIsOpen;

    /// <summary>Takes what was recorded for this step, or earlier, into effect.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Follow(TrainingState state)
    {
        var before = current;
        while (ahead.TryPeek(out var next) && IsDue(next, state))
            current = ahead.Dequeue();
        return current != before;
    }

    /// <summary>What was decided after an epoch was closed waits until it is.</summary>
    private bool IsDue(Replanning next, TrainingState state) =>
        next.Iteration < state.Iteration || (next.Iteration == state.Iteration && (next.Epoch <= state.Epoch || !EpochIsOver(state)));

    /// <summary>Records a re-planning, then takes it into effect.</summary>
    /// <exception cref="Core.DataException">It cannot be recorded.</exception>
    public void Take(Replanning replanning)
    {
        log?.Add(replanning);
        current = replanning;
    }
}
