namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>A source that circles the breast's axis and a flat row of channels opposite, measured where it would stand on the axis.</summary>
/// <param name="SourceDistance">mm from source to axis.</param>
/// <param name="Channel">mm between channels on the axis; as wide as they are apart.</param>
/// <param name="Channels">In the row, its middle on the axis.</param>
/// <param name="Views">Evenly spread over a full turn.</param>
internal readonly record struct FanBeam(double SourceDistance, double Channel, int Channels, int Views)
{
    /// <summary>A beam that sees a whole circle, with as many views as resolve its rim: half its circumference in voxels, since each ray is seen from both sides.</summary>
    /// <param name="radius">mm.</param>
    /// <param name="voxel">mm, of the image; channels are half as wide.</param>
    /// <param name="sourceDistance">mm from source to axis.</param>
    public static FanBeam Around(double radius, double voxel, double sourceDistance)
    {
        if (radius >= sourceDistance / 2)
            throw new ArgumentOutOfRangeException(nameof(radius), $"a circle of {radius} mm does not fit before a source at {sourceDistance} mm");
        var half = radius * sourceDistance / Math.Sqrt(sourceDistance * sourceDistance - radius * radius);
        var channel = voxel / 2;
        return new(sourceDistance, channel, 2 * (int)Math.Ceiling(half / channel + 2), 2 * (int)Math.Ceiling(Math.PI * radius / voxel / 2));
    }

    /// <returns>mm from the axis, where a channel's middle is seen.</returns>
    public double Position(double channel) => (channel - (Channels - 1) / 2.0) * Channel;

    /// <returns>The source's angle, radians.</returns>
    public double Angle(int view) => 2 * Math.PI * view / Views;
}
