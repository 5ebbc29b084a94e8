using Seno.Core;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>What makes the projections show the scanner's noise, cupping and rings, from the reconstruction itself.</summary>
/// <param name="beam">Of the scanner.</param>
/// <param name="filter">Of the reconstruction.</param>
/// <param name="spectrum">Of the tube.</param>
internal sealed class Calibration(FanBeam beam, RampFilter filter, Spectrum spectrum)
{
    private const int Points = 101;

    /// <summary>A correction that leaves as much hardening as darkens the centre of a water cylinder by the wanted amount.</summary>
    /// <param name="cupping">HU between centre and rim.</param>
    /// <param name="radius">mm of the cylinder.</param>
    public WaterCorrection Correction(double cupping, double radius)
    {
        var logarithms = Enumerable.Range(0, beam.Channels).Select(i => (float)-Math.Log(spectrum.Transmission(Chord(i, radius)))).ToArray();
        var profile = Profile(logarithms, radius / (Points - 1));
        var middle = profile[(int)Math.Round((Points - 1) / Math.Sqrt(2))];
        if (cupping == 0 || spectrum.Shares.Length == 1)
            return new(spectrum, 0, middle);

        // cupping grows with the square of the radius; near the rim itself the edge is blurred
        const double Outer = 0.9;
        var whole = 1000 * (profile[(int)(Outer * (Points - 1))] - profile[0]) / middle / (Outer * Outer);
        return new(spectrum, cupping / whole, middle);
    }

    /// <summary>Quanta in a channel and view that give the wanted noise in the middle of a water cylinder.</summary>
    /// <remarks>σ² = (2π)²/V · P · L′²/(N T): V views, P the filter's <see cref="RampFilter.NoisePower"/>, L′ the correction's slope, N T the quanta behind the cylinder, whose logarithm has the variance 1/(N T).</remarks>
    /// <param name="noise">Standard deviation, HU; 0: no noise.</param>
    /// <param name="diameter">mm of the cylinder.</param>
    /// <param name="correction">Of the hardening.</param>
    public double Quanta(double noise, double diameter, WaterCorrection correction)
    {
        if (noise == 0)
            return double.PositiveInfinity;
        var passed = spectrum.Transmission(diameter);
        var slope = correction.Slope(-Math.Log(passed));
        return 4 * Math.PI * Math.PI / beam.Views * filter.NoisePower() * slope * slope / (passed * (noise / 1000) * (noise / 1000));
    }

    /// <summary>Gain errors of the channels whose rings have on average the wanted deviation.</summary>
    /// <param name="deviation">HU, within the first eight voxels from the axis; beyond it falls, as more views average a channel.</param>
    /// <param name="voxel">mm.</param>
    /// <param name="slope">mm of water for each unit of the logarithm.</param>
    /// <param name="random">Consumed.</param>
    public float[] Gains(double deviation, double voxel, double slope, SeededRandom random)
    {
        var gains = Enumerable.Range(0, beam.Channels).Select(_ => (float)random.Normal()).ToArray();
        var rings = Profile(gains, voxel).Select(value => 1000 * value * slope).ToArray();
        var (drawn, wanted) = (0.0, 0.0);
        for (var i = 0; i < Points; i++)
        {
            var share = BreastCtScanner.RingShare(i);
            wanted += share * share;
            drawn += rings[i] * rings[i];
        }
        var factor = (float)(deviation * Math.Sqrt(wanted / drawn));
        return Array.ConvertAll(gains, gain => factor * gain);
    }

    /// <returns>The image from the axis outwards of what looks the same in every view.</returns>
    private float[] Profile(float[] view, double step)
    {
        var filtered = (float[])view.Clone();
        filter.Apply(filtered, new float[view.Length]);
        var views = new float[beam.Views * beam.Channels];
        for (var i = 0; i < beam.Views; i++)
            filtered.CopyTo(views, i * beam.Channels);
        var profile = new float[Points];
        BackProjection.Add(views, beam, profile, Points, 0, 0, step);
        return profile;
    }

    /// <returns>mm of a ray within a cylinder on the axis.</returns>
    private double Chord(int channel, double radius)
    {
        var position = beam.Position(channel);
        var distance = position * beam.SourceDistance / Math.Sqrt(position * position + beam.SourceDistance * beam.SourceDistance);
        return 2 * Math.Sqrt(Math.Max(0, radius * radius - distance * distance));
    }
}
