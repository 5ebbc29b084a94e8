using System.Numerics;

namespace Seno.Imaging.Operators;

/// <summary>What a voxel's value most likely was before a Gaussian blurred the histogram (Sled, Zijdenbos and Evans, IEEE Trans. Med. Imaging 17, 1998).</summary>
/// <param name="width">Full width at half maximum of the Gaussian, in the values' unit.</param>
/// <param name="noise">Of the Wiener filter.</param>
internal sealed class HistogramSharpening(int bins, double width, double noise)
{
    /// <summary>A power of two, so that as many bins again are empty around the histogram.</summary>
    private readonly int length = 2 * (int)BitOperations.RoundUpToPowerOf2((uint)bins);

    private int Offset => (length - bins) / 2;

    /// <returns>Each value minus its expectation; 0 where it does not count, and everywhere if all values are equal.</returns>
    public float[] Residual(float[] values, bool[] inside)
    {
        var residual = new float[values.Length];
        var counted = values.Where((_, i) => inside[i]);
        var (low, high) = (counted.Min(), counted.Max());
        var binWidth = ((double)high - low) / (bins - 1);
        if (binWidth <= 1e-9)
            return residual;
        var expected = Expectations(Histogram(values, inside, low, binWidth), low, binWidth);
        for (var i = 0; i < values.Length; i++)
        {
            if (!inside[i])
                continue;
            var place = (values[i] - low) / binWidth;
            var bin = Math.Clamp((int)place, 0, bins - 2);
            var share = place - bin;
            residual[i] = (float)(values[i] - ((1 - share) * expected[bin] + share * expected[bin + 1]));
        }
        return residual;
    }

    /// <summary>A value between two bins counts in both.</summary>
    private Complex[] Histogram(float[] values, bool[] inside, float low, double binWidth)
    {
        var counts = new double[length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!inside[i])
                continue;
            var place = (values[i] - low) / binWidth;
            var bin = Math.Clamp((int)place, 0, bins - 2);
            counts[Offset + bin] += 1 - (place - bin);
            counts[Offset + bin + 1] += place - bin;
        }
        return [.. counts.Select(count => new Complex(count, 0))];
    }

    private double[] Expectations(Complex[] histogram, float low, double binWidth)
    {
        var blur = Blur(binWidth);
        FourierTransform.Forward(histogram);
        for (var i = 0; i < length; i++)
            histogram[i] *= blur[i] / (blur[i] * blur[i] + noise);
        FourierTransform.Inverse(histogram);
        var (sharp, moment) = (new Complex[length], new Complex[length]);
        for (var i = 0; i < length; i++)
        {
            sharp[i] = Math.Max(0, histogram[i].Real);
            moment[i] = sharp[i] * (low + (i - Offset) * binWidth);
        }
        Convolve(sharp, blur);
        Convolve(moment, blur);
        // where nothing is left of the histogram, values stay
        return [.. Enumerable.Range(Offset, bins).Select(i => sharp[i].Real > 1e-9 ? moment[i].Real / sharp[i].Real : low + (i - Offset) * binWidth)];
    }

    /// <returns>The Gaussian's transform, which is real; the Gaussian sums to 1.</returns>
    private double[] Blur(double binWidth)
    {
        var inBins = width / binWidth;
        var gaussian = new Complex[length];
        for (var i = 0; i < length; i++)
        {
            var away = Math.Min(i, length - i);
            gaussian[i] = 2 * Math.Sqrt(Math.Log(2) / Math.PI) / inBins * Math.Exp(-4 * Math.Log(2) * away * away / (inBins * inBins));
        }
        FourierTransform.Forward(gaussian);
        return [.. gaussian.Select(value => value.Real)];
    }

    private static void Convolve(Complex[] values, double[] transform)
    {
        FourierTransform.Forward(values);
        for (var i = 0; i < values.Length; i++)
            values[i] *= transform[i];
        FourierTransform.Inverse(values);
    }
}
