using Seno.Core;

namespace Seno.Data;

/// <summary>What a channel holds within the foreground, in the file's own unit.</summary>
/// <param name="Mean">Of the voxels looked at.</param>
/// <param name="StandardDeviation">Of the same.</param>
/// <param name="Low">Their 0.5th percentile.</param>
/// <param name="High">Their 99.5th percentile.</param>
public sealed record ChannelIntensity(double Mean, double StandardDeviation, double Low, double High)
{
    /// <param name="samples">At least one; sorted in place.</param>
    public static ChannelIntensity Of(float[] samples)
    {
        Array.Sort(samples);
        var mean = samples.Average(sample => (double)sample);
        var variance = samples.Average(sample => (sample - mean) * (sample - mean));
        return new(mean, Math.Sqrt(variance), OrderStatistics.Quantile(samples, 0.005), OrderStatistics.Quantile(samples, 0.995));
    }
}
