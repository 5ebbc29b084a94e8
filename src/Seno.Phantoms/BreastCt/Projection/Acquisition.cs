using System.Numerics;
using Seno.Core;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>One scanner set up for one breast: it takes slices of the object and gives slices of the image.</summary>
internal sealed class Acquisition
{
    private readonly FanBeam beam;
    private readonly RampFilter filter;
    private readonly CountingDetector detector;

    /// <param name="scanner">Its parameters.</param>
    /// <param name="voxel">mm: side in the slices and distance between them.</param>
    /// <param name="fieldOfView">mm from the axis: nothing may lie beyond.</param>
    /// <param name="radius">mm of the breast, whose rim cupping refers to.</param>
    /// <param name="rings">Consumed.</param>
    /// <param name="spectrum">Null: that of the scanner's voltage.</param>
    public Acquisition(BreastCtScanner scanner, (double Side, double Thickness) voxel, double fieldOfView, double radius, SeededRandom rings, Spectrum? spectrum = null)
    {
        spectrum ??= Spectrum.Tungsten(scanner.Voltage);
        beam = FanBeam.Around(fieldOfView, voxel.Side, scanner.SourceDistance);
        filter = new(beam, KernelBlur(scanner, voxel.Side));
        var calibration = new Calibration(beam, filter, spectrum);
        var correction = calibration.Correction(scanner.Cupping, radius);
        var noise = scanner.NoiseIn(voxel.Side, voxel.Thickness) / Math.Sqrt(AxialNoise(scanner.AxialBlur / voxel.Thickness));
        Quanta = calibration.Quanta(noise, scanner.ReferenceDiameter, correction);
        var slope = correction.Slope(-Math.Log(spectrum.Transmission(scanner.ReferenceDiameter)));
        detector = new(spectrum, Quanta, correction, scanner.Rings == 0 ? new float[beam.Channels] : calibration.Gains(scanner.Rings, voxel.Side, slope, rings));
        ObjectPixel = voxel.Side / 2;
        ObjectSide = 2 * (int)Math.Ceiling(fieldOfView / ObjectPixel) + 6;
    }

    /// <value>In a channel and view without an object; infinite without noise.</value>
    public double Quanta { get; }

    /// <value>mm: half of the image's, as the channels.</value>
    public double ObjectPixel { get; }

    /// <value>Pixels along each axis of a slice of the object.</value>
    public int ObjectSide { get; }

    /// <param name="slice">Of <see cref="ObjectSide"/> pixels.</param>
    /// <param name="quanta">Consumed.</param>
    /// <param name="image">Shares of water; added to, x fastest.</param>
    /// <param name="width">Pixels along x.</param>
    /// <param name="originX">mm from the axis: the middle of the first pixel.</param>
    /// <param name="originY">mm.</param>
    /// <param name="pixel">mm.</param>
    public void Image(SliceMap slice, SeededRandom quanta, Span<float> image, int width, double originX, double originY, double pixel)
    {
        var views = new float[beam.Views * beam.Channels];
        var paths = new Vector2[beam.Channels];
        for (var view = 0; view < beam.Views; view++)
        {
            RayIntegrals.Trace(slice, beam, view, paths);
            detector.Read(paths, quanta, views.AsSpan(view * beam.Channels, beam.Channels));
        }
        for (var view = 0; view < beam.Views; view += 2)
            filter.Apply(views.AsSpan(view * beam.Channels, beam.Channels), views.AsSpan((view + 1) * beam.Channels, beam.Channels));
        BackProjection.Add(views, beam, image, width, originX, originY, pixel);
    }

    /// <summary>The apodisation that makes the whole chain's point-spread function the scanner's.</summary>
    /// <remarks>
    /// Variances add. Channel p²/12, pixels of the object and interpolation between them p²/12 + p²/6, with p half a voxel: together v²/12,
    /// a voxel's own. Interpolation in back-projection p²/6 is a blur of signal and noise alike, as the kernel's.
    /// </remarks>
    private static double KernelBlur(BreastCtScanner scanner, double voxel)
    {
        var blur = scanner.KernelBlur(voxel);
        return Math.Sqrt(blur * blur - voxel * voxel / 24);
    }

    /// <returns>Share of the variance that a sampled Gaussian along the axis leaves.</returns>
    /// <param name="blur">Standard deviation in slices.</param>
    private static double AxialNoise(double blur)
    {
        if (blur == 0)
            return 1;
        var weights = Enumerable.Range(-50, 101).Select(i => Math.Exp(-i * i / (2 * blur * blur))).ToArray();
        return weights.Sum(weight => weight * weight) / (weights.Sum() * weights.Sum());
    }
}
