namespace Seno.Learning.Training;

/// <summary>The time of one training, which may be in several processes.</summary>
/// <param name="clock">Measures.</param>
/// <param name="before">Seconds that earlier processes took.</param>
internal sealed class TrainingWatch(TimeProvider clock, double before)
{
    private readonly long start = clock.GetTimestamp();
    private long lap = clock.GetTimestamp();

    public double Seconds => before + clock.GetElapsedTime(start).TotalSeconds;

    /// <returns>Seconds since the last call.</returns>
    public double Lap()
    {
        var now = clock.GetTimestamp();
        var seconds = clock.GetElapsedTime(lap, now).TotalSeconds;
        lap = now;
        return seconds;
    }
}
