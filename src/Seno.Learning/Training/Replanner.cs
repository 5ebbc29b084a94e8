namespace Seno.Learning.Training;

/// <summary>Fits the steps of a training into its time, as they turn out to last.</summary>
/// <param name="limit">From the first step to the last validation.</param>
public sealed class Replanner(TimeSpan limit)
{
    /// <summary>Of the time: kept for the last step's being slower than those before it.</summary>
    private const double Reserve = 0.03;

    /// <summary>Of the time: between two looks at the pace.</summary>
    private const double Interval = 0.02;

    /// <summary>Of the steps left: a smaller change is not worth recording.</summary>
    private const double Tolerance = 0.05;

    /// <summary>Of an epoch's time: the most that its validation may take. Also what is kept back for it before the first.</summary>
    private const double Validating = 0.1;
    private const int FirstSteps = 20;
    private readonly double limit = limit.TotalSeconds;
    private double? start;
    private double? lastLook;

    /// <param name="state">Where the training stands.</param>
    /// <param name="budget">What it is to do.</param>
    /// <param name="pace">How fast it was of late.</param>
    /// <param name="seconds">Its time so far, earlier processes' included.</param>
    /// <returns>Null where the steps shall stay as they are.</returns>
    public Replanning? Decide(TrainingState state, StepBudget budget, TrainingPace pace, double seconds)
    {
        var left = budget.Steps - state.Iteration;
        if (left <= 0 || !IsTime(state, budget, pace, seconds))
            return null;
        lastLook = seconds;
        var (steps, epochLength) = Fitting(state, budget, pace, seconds);
        return Math.Abs(steps - left) <= Tolerance * left
            ? null
            : new(state.Iteration, state.Epoch, budget.DoneAt(state.Iteration), state.Iteration + steps, epochLength, seconds);
    }

    /// <summary>After the first steps, then now and then, at every epoch's end, and whenever the limit is in danger.</summary>
    private bool IsTime(TrainingState state, StepBudget budget, TrainingPace pace, double seconds)
    {
        if (pace.Step <= 0)
            return false;
        start ??= seconds - pace.Step;
        if (lastLook is not { } last)
            return pace.Steps >= FirstSteps || seconds - start >= Interval * limit;
        return seconds - last >= Interval * limit
            || !state.EpochIsOpen
            || seconds + pace.SecondsFor(budget.Steps - state.Iteration, state.Iteration - state.EpochStart, budget.EpochLength) > limit;
    }

    private (long Steps, int EpochLength) Fitting(TrainingState state, StepBudget budget, TrainingPace pace, double seconds)
    {
        const int Rounds = 4;
        const double MostSteps = 1e9;
        var time = Math.Max(0, (1 - Reserve) * limit - seconds) * (pace.Closing is null ? 1 - Validating : 1);
        var open = state.Iteration - state.EpochStart;
        var (steps, epochLength) = (0L, budget.EpochLength);
        // Each depends on the other, but hardly.
        for (var round = 0; round < Rounds; round++)
        {
            steps = (long)Math.Min(MostSteps, time / (pace.Step + pace.Saving + (pace.Closing ?? 0) / epochLength));
            epochLength = EpochLengthOf(state.Iteration + steps, pace);
        }
        while (steps > 0 && pace.SecondsFor(steps, open, epochLength) > time)
            steps--;
        return (steps, epochLength);
    }

    private static int EpochLengthOf(long steps, TrainingPace pace)
    {
        var worthItsValidation = Math.Ceiling((pace.Closing ?? 0) / (Validating * pace.Step));
        return (int)Math.Clamp(Math.Max(StepBudget.EpochLengthOf(steps), worthItsValidation), 1, Math.Clamp(steps, 1, int.MaxValue));
    }
}
