using System.Diagnostics;

namespace Seno.Learning.Training;

/// <summary>When to save between validations. It never touches what is computed, so a slow disk changes no bit of a run.</summary>
/// <param name="iterations">Steps that must have passed since the last checkpoint.</param>
/// <param name="time">Time that must have passed too.</param>
public sealed class CheckpointCadence(long iterations, TimeSpan time)
{
    private long last;
    private long since = Stopwatch.GetTimestamp();

    /// <value>Every 50 iterations or 60 s, whichever is later.</value>
    public static CheckpointCadence Default => new(50, TimeSpan.FromSeconds(60));

    public bool IsDue(long iteration) => iteration - last >= iterations && Stopwatch.GetElapsedTime(since) >= time;

    public void Saved(long iteration)
    {
        last = iteration;
        since = Stopwatch.GetTimestamp();
    }
}
