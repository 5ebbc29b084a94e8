using System.Numerics;
using Seno.Core;

namespace Seno.Phantoms.BreastCt.Projection;

/// <summary>Quanta counted in energy bins behind the object, and the line integrals that follow from their sum.</summary>
/// <remarks>
/// A channel is as wide as its pitch p: of the expected counts at its middle and its neighbours' it sees (1, 22, 1)/24, the mean over its width to
/// second order, a blur of variance p²/12. What is counted is independent between channels, views and bins: no charge sharing, no pile-up, no scatter.
/// </remarks>
/// <param name="spectrum">Of the beam.</param>
/// <param name="quanta">In a channel and view without an object; infinite: no noise.</param>
/// <param name="correction">Of the hardening.</param>
/// <param name="gains">Each channel's error of the logarithm, the same in every view.</param>
internal sealed class CountingDetector(Spectrum spectrum, double quanta, WaterCorrection correction, float[] gains)
{
    /// <value>Energies of the spectrum, 5 keV apart, that are counted together: bins from 15, 30 and 45 keV.</value>
    private const int StepsPerBin = 3;

    /// <param name="paths">mm of water and bone, by channel.</param>
    /// <param name="random">Consumed.</param>
    /// <param name="lengths">mm of water, by channel.</param>
    public void Read(ReadOnlySpan<Vector2> paths, SeededRandom random, Span<float> lengths)
    {
        Span<float> counts = stackalloc float[paths.Length];
        Span<float> expected = stackalloc float[paths.Length];
        for (var bin = 0; bin < spectrum.Shares.Length; bin++)
        {
            var coefficients = new Vector2((float)spectrum.Water[bin], (float)spectrum.Bone[bin]);
            for (var i = 0; i < paths.Length; i++)
                expected[i] += (float)spectrum.Shares[bin] * MathF.Exp(-Vector2.Dot(coefficients, paths[i]));
            if ((bin + 1) % StepsPerBin != 0 && bin < spectrum.Shares.Length - 1)
                continue;
            for (var i = 0; i < paths.Length; i++)
            {
                var seen = (expected[Math.Max(0, i - 1)] + 22 * expected[i] + expected[Math.Min(i + 1, paths.Length - 1)]) / 24;
                counts[i] += double.IsInfinity(quanta) ? seen : Poisson.Draw(quanta * seen, random);
            }
            expected.Clear();
        }

        // a channel that counted nothing tells only that less than one quantum was to be expected
        var (open, least) = double.IsInfinity(quanta) ? (1, 1e-30f) : (quanta, 0.5f);
        for (var i = 0; i < paths.Length; i++)
            lengths[i] = (float)correction.Length(-Math.Log(Math.Max(counts[i], least) / open) + gains[i]);
    }
}
