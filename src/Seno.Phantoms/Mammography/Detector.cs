using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Phantoms.Mammography;

/// <summary>What a flat-fielded detector counts.</summary>
/// <remarks>
/// Signals are shares of what arrives without a breast. A detector of direct conversion: what blurs acts before the quanta are counted, so that
/// their noise is white, as is nearly that of selenium.
/// </remarks>
internal static class Detector
{
    /// <summary>Scatter that a breast adds: its primary signal times how much of the full thickness scatters there, spread broadly.</summary>
    /// <param name="attenuation">∫ µ dl.</param>
    /// <param name="thickness">mm of breast along each ray.</param>
    /// <param name="full">mm of the compressed breast, where the ratio is the scanner's.</param>
    /// <param name="scanner">Ratio and spread.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static Volume<float> Scatter(Volume<float> attenuation, Volume<float> thickness, double full, MammographyScanner scanner, int threads)
    {
        var source = new Volume<float>(attenuation.Geometry);
        for (var i = 0; i < source.Array.Length; i++)
            source.Array[i] = (float)(scanner.ScatterToPrimary * Math.Exp(-attenuation.Array[i]) * thickness.Array[i] / full);
        return Gaussian.InMillimetres(source, new Vector3(scanner.ScatterSpread, scanner.ScatterSpread, 0), threads);
    }

    /// <summary>The signal without noise: Beer–Lambert and scatter, blurred.</summary>
    public static Volume<float> Signal(Volume<float> attenuation, Volume<float> scatter, MammographyScanner scanner, int threads)
    {
        var signal = new Volume<float>(attenuation.Geometry);
        for (var i = 0; i < signal.Array.Length; i++)
            signal.Array[i] = MathF.Exp(-attenuation.Array[i]) + scatter.Array[i];
        return scanner.Blur == 0 ? signal : Gaussian.InMillimetres(signal, new Vector3(scanner.Blur, scanner.Blur, 0), threads);
    }

    /// <summary>Counted quanta: the mean and a normal deviate of the same variance, which Poisson's law becomes above some tens.</summary>
    /// <param name="signal">Share of what arrives without a breast.</param>
    /// <param name="quanta">In a pixel without a breast.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the image.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static Volume<float> Count(Volume<float> signal, double quanta, ulong seed, long index, int threads)
    {
        var counts = new Volume<float>(signal.Geometry);
        var width = signal.Size.X;
        Slices.ForEach(signal.Size.Y, threads, y =>
        {
            var random = new SeededRandom(seed, "mammography noise", index, y);
            for (var i = y * width; i < (y + 1) * width; i++)
            {
                var mean = quanta * signal.Array[i];
                counts.Array[i] = (float)Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * random.Normal()));
            }
        });
        return counts;
    }
}
