using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Data;

/// <summary>What a channel holds within the foreground, in the file's own unit.</summary>
/// <param name="Mean">Of the voxels looked at.</param>
/// <param name="StandardDeviation">Of the same.</param>
/// <param name="Low">Their 0.5th percentile.</param>
/// <param name="High">Their 99.5th percentile.</param>
public sealed record ChannelIntensity(double Mean, double StandardDeviation, double Low, double High)
{
    /// <param name="samples">At least one.</param>
    public static ChannelIntensity Of(float[] samples)
    {
        var mean = samples.Average(sample => (double)sample);
        var variance = samples.Average(sample => (sample - mean) * (sample - mean));
        var ends = Percentiles.Of(new Volume<float>(new Geometry(new(samples.Length, 1, 1)), samples), [0.5, 99.5], threads: 1);
        return new(mean, Math.Sqrt(variance), ends[0], ends[1]);
    }
}
