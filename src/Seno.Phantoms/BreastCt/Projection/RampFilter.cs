using System.Numerics;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>The fan beam's weights, and Ramachandran and Lakshminarayanan's ramp (PNAS 68, 1971) apodised by a Gaussian.</summary>
/// <remarks>The ramp is sampled in space, so that its mean is right (Kak and Slaney, Principles of Computerized Tomographic Imaging, 1988, chapter 3).</remarks>
internal sealed class RampFilter
{
    private readonly FanBeam beam;
    private readonly FourierTransform transform;
    private readonly double[] transfer;
    private readonly float[] weights;

    /// <param name="beam">What is filtered.</param>
    /// <param name="blur">Standard deviation of the Gaussian, mm; 0: the bare ramp.</param>
    public RampFilter(FanBeam beam, double blur)
    {
        this.beam = beam;
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * beam.Channels));
        transform = new FourierTransform(length);
        transfer = Transfer(transform, length, beam.Channel, blur);
        weights = [.. Enumerable.Range(0, beam.Channels).Select(i => (float)(beam.SourceDistance / Math.Sqrt(beam.SourceDistance * beam.SourceDistance + beam.Position(i) * beam.Position(i))))];
    }

    /// <summary>Filters two views at once, as real and imaginary part, in place.</summary>
    public void Apply(Span<float> first, Span<float> second)
    {
        var line = new Complex[transfer.Length];
        for (var i = 0; i < beam.Channels; i++)
            line[i] = weights[i] * new Complex(first[i], second[i]);
        transform.Forward(line);
        for (var i = 0; i < line.Length; i++)
            line[i] *= transfer[i];
        transform.Inverse(line);
        for (var i = 0; i < beam.Channels; i++)
            (first[i], second[i]) = ((float)line[i].Real, (float)line[i].Imaginary);
    }

    /// <summary>Variance of a filtered view, as back-projection reads it between channels, for white noise of variance 1.</summary>
    /// <remarks>Of linear interpolation on average over where it falls: 2/3 of the variance and 1/3 of the covariance of neighbours.</remarks>
    public double NoisePower()
    {
        var power = 0.0;
        for (var i = 0; i < transfer.Length; i++)
            power += transfer[i] * transfer[i] * (2 + Math.Cos(2 * Math.PI * i / transfer.Length)) / 3;
        return power / transfer.Length;
    }

    private static double[] Transfer(FourierTransform transform, int length, double channel, double blur)
    {
        // half of the ramp: a full turn sees every ray twice
        var kernel = new Complex[length];
        kernel[0] = 0.125 / channel;
        for (var i = 1; i < length / 2; i += 2)
            kernel[i] = kernel[length - i] = -0.5 / (Math.PI * Math.PI * i * i * channel);
        transform.Forward(kernel);
        var transfer = new double[length];
        for (var i = 0; i < length; i++)
        {
            var frequency = Math.Min(i, length - i) / (length * channel);
            transfer[i] = kernel[i].Real * Math.Exp(-2 * Math.PI * Math.PI * blur * blur * frequency * frequency);
        }
        return transfer;
    }
}
