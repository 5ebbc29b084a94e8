using System.Numerics;
using Seno.Imaging;

namespace Seno.Phantoms.Plausibility;

/// <summary>The power spectrum of a texture, averaged over windows and over all directions.</summary>
/// <param name="Frequencies">Of each ring, cycles per px.</param>
/// <param name="Power">Mean power of each ring, in the square of the image's unit.</param>
public sealed record RadialSpectrum(IReadOnlyList<double> Frequencies, IReadOnlyList<double> Power)
{
    /// <summary>The spectrum of the square windows that lie wholly within a region, each half a side after the last; of the first slice.</summary>
    /// <remarks>Each window's mean is taken off and a Hann taper applied, as Burgess does (Med. Phys. 28, 2001).</remarks>
    /// <param name="image">The texture.</param>
    /// <param name="region">Not 0 where it is to be measured.</param>
    /// <param name="edge">Of a window, px: a power of two.</param>
    /// <returns>Null where no window fits.</returns>
    public static RadialSpectrum? Of(Volume<float> image, Volume<byte> region, int edge)
    {
        var (power, count) = (new double[edge / 2], new int[edge / 2]);
        var transform = new FourierTransform(edge);
        for (var y = 0; y + edge <= image.Size.Y; y += edge / 2)
        {
            for (var x = 0; x + edge <= image.Size.X; x += edge / 2)
            {
                if (Holds(region, x, y, edge))
                    Add(Transformed(image, x, y, edge, transform), edge, power, count);
            }
        }
        return count[1] == 0 ? null : new([.. Enumerable.Range(1, edge / 2 - 1).Select(ring => ring / (double)edge)], [.. Enumerable.Range(1, edge / 2 - 1).Select(ring => power[ring] / count[ring])]);
    }

    /// <summary>The exponent β of power ∝ f^−β: least squares in the logarithms of both.</summary>
    /// <param name="low">First frequency, cycles per px.</param>
    /// <param name="high">Last frequency.</param>
    /// <returns>NaN where fewer than two rings lie between, or one has no power.</returns>
    public double Exponent(double low, double high)
    {
        var rings = Enumerable.Range(0, Power.Count).Where(ring => Frequencies[ring] >= low && Frequencies[ring] <= high).ToArray();
        var (x, y) = (rings.Select(ring => Math.Log(Frequencies[ring])).ToArray(), rings.Select(ring => Math.Log(Power[ring])).ToArray());
        if (rings.Length < 2 || !y.All(double.IsFinite))
            return double.NaN;
        var (meanX, meanY) = (x.Average(), y.Average());
        return -x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private static bool Holds(Volume<byte> region, int left, int top, int edge)
    {
        for (var y = top; y < top + edge; y++)
        {
            if (region.Span.Slice(left + region.Size.X * y, edge).Contains((byte)0))
                return false;
        }
        return true;
    }

    private static Complex[] Transformed(Volume<float> image, int left, int top, int edge, FourierTransform transform)
    {
        var mean = 0.0;
        for (var i = 0; i < edge * edge; i++)
            mean += image[left + i % edge, top + i / edge];
        mean /= edge * edge;
        var plane = new Complex[edge * edge];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = (image[left + i % edge, top + i / edge] - mean) * Taper(i % edge, edge) * Taper(i / edge, edge);
        Lines(plane, edge, transform);
        Transpose(plane, edge);
        Lines(plane, edge, transform);
        return plane;
    }

    private static double Taper(int i, int edge) => 0.5 - 0.5 * Math.Cos(2 * Math.PI * (i + 0.5) / edge);

    private static void Lines(Complex[] plane, int edge, FourierTransform transform)
    {
        for (var y = 0; y < edge; y++)
            transform.Forward(plane.AsSpan(y * edge, edge));
    }

    private static void Transpose(Complex[] plane, int edge)
    {
        for (var y = 0; y < edge; y++)
        {
            for (var x = 0; x < y; x++)
                (plane[x + edge * y], plane[y + edge * x]) = (plane[y + edge * x], plane[x + edge * y]);
        }
    }

    private static void Add(Complex[] plane, int edge, double[] power, int[] count)
    {
        for (var i = 0; i < plane.Length; i++)
        {
            var (x, y) = (Frequency(i % edge, edge), Frequency(i / edge, edge));
            var ring = (int)Math.Round(Math.Sqrt(x * x + y * y));
            if (ring >= power.Length)
                continue;
            power[ring] += plane[i].Real * plane[i].Real + plane[i].Imaginary * plane[i].Imaginary;
            count[ring]++;
        }
    }

    private static int Frequency(int i, int edge) => i < edge / 2 ? i : i - edge;
}
