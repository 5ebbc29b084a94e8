using System.Runtime.CompilerServices;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>Filtered views spread back over an image.</summary>
internal static class BackProjection
{
    /// <param name="views">Filtered, channels fastest.</param>
    /// <param name="beam">They were seen with.</param>
    /// <param name="image">Shares of water; width × height pixels, x fastest.</param>
    /// <param name="width">Pixels along x.</param>
    /// <param name="originX">mm: the middle of the first pixel.</param>
    /// <param name="originY">mm.</param>
    /// <param name="pixel">mm.</param>
    public static void Add(ReadOnlySpan<float> views, FanBeam beam, Span<float> image, int width, double originX, double originY, double pixel)
    {
        for (var view = 0; view < beam.Views; view++)
        {
            var (sine, cosine) = Math.SinCos(beam.Angle(view));
            var filtered = views.Slice(view * beam.Channels, beam.Channels);
            for (var y = 0; y * width < image.Length; y++)
            {
                var atY = originY + y * pixel;
                AddRow(filtered, image.Slice(y * width, width), new(
                    (originX * cosine + atY * sine) * beam.SourceDistance / beam.Channel, pixel * cosine * beam.SourceDistance / beam.Channel,
                    beam.SourceDistance + originX * sine - atY * cosine, pixel * sine), beam);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(ReadOnlySpan<float> filtered, Span<float> row, Walk walk, FanBeam beam)
    {
        var middle = (float)((beam.Channels - 1) / 2.0);
        var (across, acrossStep) = ((float)walk.Across, (float)walk.AcrossStep);
        var (depth, depthStep) = ((float)walk.Depth, (float)walk.DepthStep);
        var weight = (float)(2 * Math.PI / beam.Views * beam.SourceDistance * beam.SourceDistance);
        for (var x = 0; x < row.Length; x++)
        {
            var inverse = 1 / (depth + x * depthStep);
            var at = (across + x * acrossStep) * inverse + middle;
            var channel = (int)at;
            if (at < 0 || channel >= filtered.Length - 1)
                continue;
            row[x] += weight * inverse * inverse * (filtered[channel] + (at - channel) * (filtered[channel + 1] - filtered[channel]));
        }
    }

    /// <summary>What changes along a row: mm across the fan in channels times the source's distance, and mm in front of the source.</summary>
    private readonly record struct Walk(double Across, double AcrossStep, double Depth, double DepthStep);
}
