using System.Numerics;
using Seno.Imaging;

namespace Seno.Phantoms.BreastCt.Quality;

/// <summary>Noise-power spectrum in slices, averaged over directions: NPS(f) = v²/n² |DFT|² of squares of n² pixels v wide less their mean, HU² mm² (ICRU Report 87).</summary>
public sealed class NoisePower
{
    private NoisePower(double[] frequencies, double[] values) => (Frequencies, Values) = (frequencies, values);

    /// <value>Per mm, up to the grid's limit.</value>
    public IReadOnlyList<double> Frequencies { get; }

    /// <value>HU² mm².</value>
    public IReadOnlyList<double> Values { get; }

    /// <value>Per mm: the mean frequency of what has at least 80 % of the highest power, averaged over three frequencies first.</value>
    public double Peak
    {
        get
        {
            var smooth = Enumerable.Range(1, Values.Count - 2).Select(i => (Frequency: Frequencies[i], Power: Values[i - 1] + Values[i] + Values[i + 1])).ToArray();
            var highest = smooth.Max(point => point.Power);
            var top = smooth.Where(point => point.Power >= 0.8 * highest).ToArray();
            return top.Sum(point => point.Power * point.Frequency) / top.Sum(point => point.Power);
        }
    }

    /// <param name="image">Noise on nothing, or on a constant, in every slice.</param>
    /// <param name="x">The square's first pixel.</param>
    /// <param name="y">The square's first pixel.</param>
    /// <param name="side">Pixels, a power of two.</param>
    public static NoisePower Of(Volume<float> image, int x, int y, int side)
    {
        var transform = new FourierTransform(side);
        var (sums, counts) = (new double[side / 2], new int[side / 2]);
        for (var z = 0; z < image.Size.Z; z++)
        {
            var plane = Transformed(image, x, y, z, side, transform);
            for (var i = 0; i < plane.Length; i++)
            {
                var (u, v) = (i % side, i / side);
                var (across, along) = (Math.Min(u, side - u), Math.Min(v, side - v));
                var ring = (int)Math.Round(Math.Sqrt(across * across + along * along));
                if (ring >= sums.Length)
                    continue;
                sums[ring] += plane[i].Real * plane[i].Real + plane[i].Imaginary * plane[i].Imaginary;
                counts[ring]++;
            }
        }
        var (spacing, pixels) = (image.Geometry.Spacing.X, (double)side * side);
        return new([.. sums.Select((_, i) => i / (side * spacing))], [.. sums.Select((sum, i) => sum / counts[i] * spacing * spacing / pixels)]);
    }

    private static Complex[] Transformed(Volume<float> image, int x, int y, int z, int side, FourierTransform transform)
    {
        var plane = new Complex[side * side];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = image[x + i % side, y + i / side, z];
        var mean = plane.Aggregate(Complex.Zero, (sum, value) => sum + value) / plane.Length;
        for (var i = 0; i < plane.Length; i++)
            plane[i] -= mean;
        for (var row = 0; row < side; row++)
            transform.Forward(plane.AsSpan(row * side, side));
        var column = new Complex[side];
        for (var u = 0; u < side; u++)
        {
            for (var v = 0; v < side; v++)
                column[v] = plane[u + side * v];
            transform.Forward(column);
            for (var v = 0; v < side; v++)
                plane[u + side * v] = column[v];
        }
        return plane;
    }
}
