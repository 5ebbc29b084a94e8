using Seno.Core;

namespace Seno.Phantoms.DceMri;

/// <summary>Noise of a magnitude image: the length of a complex signal with normal noise in both channels.</summary>
/// <remarks>Without signal its mean is σ √(π/2) and its variance (2 − π/2) σ² (Gudbjartsson and Patz, Magn. Reson. Med. 34, 1995).</remarks>
internal static class RicianNoise
{
    /// <param name="signal">Without noise.</param>
    /// <param name="deviation">σ of each channel, in the signal's unit.</param>
    /// <param name="random">Consumed.</param>
    public static double Magnitude(double signal, double deviation, SeededRandom random)
    {
        var (real, imaginary) = (signal + deviation * random.Normal(), deviation * random.Normal());
        return Math.Sqrt(real * real + imaginary * imaginary);
    }
}
