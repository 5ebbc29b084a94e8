namespace Seno.Learning.Tests.Training;

/// <summary>Time passes only where a test says so.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public double Seconds => TimeSpan.FromTicks(ticks).TotalSeconds;

    public override long GetTimestamp() => ticks;

    public void Pass(double seconds) => ticks += TimeSpan.FromSeconds(seconds).Ticks;
}
