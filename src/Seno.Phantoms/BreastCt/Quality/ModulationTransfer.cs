using Seno.Imaging;

namespace Seno.Phantoms.BreastCt.Quality;

/// <summary>Modulation transfer function in a slice, from the edge of a disc (Richard et al., Med. Phys. 39, 2012).</summary>
/// <remarks>
/// Pixels by their distance from the disc's middle give the edge response, sampled much finer than they are apart; its derivative's transform, over
/// that of the differences, is the MTF. A disc is nearly a straight edge where its radius is many times the blur.
/// </remarks>
public sealed class ModulationTransfer
{
    private const double Reach = 3;

    private ModulationTransfer(double[] frequencies, double[] values) => (Frequencies, Values) = (frequencies, values);

    /// <value>Per mm, 0 to 3 in steps of 0.05.</value>
    public IReadOnlyList<double> Frequencies { get; }

    /// <value>1 at a frequency of 0.</value>
    public IReadOnlyList<double> Values { get; }

    /// <param name="image">A disc that differs from what surrounds it; all slices are used.</param>
    /// <param name="x">mm of the disc's middle.</param>
    /// <param name="y">mm.</param>
    /// <param name="radius">mm, more than 3: as far on either side of the edge nothing else may lie.</param>
    /// <exception cref="ArgumentException">The image does not hold the disc and 3 mm about it.</exception>
    public static ModulationTransfer OfDisc(Volume<float> image, double x, double y, double radius)
    {
        var step = image.Geometry.Spacing.X / 8;
        var spread = Derivative(Edge(image, x, y, radius, step));
        var frequencies = Enumerable.Range(0, 61).Select(i => 0.05 * i).ToArray();
        var values = Array.ConvertAll(frequencies, frequency => Modulus(spread, step, frequency));
        return new(frequencies, [.. values.Select((value, i) => value / values[0])]);
    }

    /// <returns>Per mm: where the MTF first falls below a level, between its samples linearly; NaN where it does not.</returns>
    public double At(double level)
    {
        for (var i = 1; i < Values.Count; i++)
        {
            if (Values[i] < level)
                return Frequencies[i - 1] + (Values[i - 1] - level) / (Values[i - 1] - Values[i]) * (Frequencies[i] - Frequencies[i - 1]);
        }
        return double.NaN;
    }

    private static double[] Edge(Volume<float> image, double x, double y, double radius, double step)
    {
        var (size, spacing, origin) = (image.Size, image.Geometry.Spacing, image.Geometry.Origin);
        var (sums, counts) = (new double[(int)(2 * Reach / step)], new int[(int)(2 * Reach / step)]);
        for (var i = 0; i < image.Array.Length; i++)
        {
            var (u, v) = (origin.X + i % size.X * spacing.X - x, origin.Y + i / size.X % size.Y * spacing.Y - y);
            var bin = (int)Math.Floor((Math.Sqrt(u * u + v * v) - radius + Reach) / step);
            if (bin < 0 || bin >= sums.Length)
                continue;
            sums[bin] += image.Array[i];
            counts[bin]++;
        }
        if (radius <= Reach || Array.IndexOf(counts, 0) >= 0)
            throw new ArgumentException($"the image does not sample the edge of a disc of radius {radius:F1} mm everywhere", nameof(image));
        return [.. sums.Select((sum, i) => sum / counts[i])];
    }

    private static double[] Derivative(double[] edge) => [.. Enumerable.Range(1, edge.Length - 1).Select(i => edge[i] - edge[i - 1])];

    private static double Modulus(double[] spread, double step, double frequency)
    {
        var (real, imaginary) = (0.0, 0.0);
        for (var i = 0; i < spread.Length; i++)
        {
            // tapered towards the ends, where there is nothing but noise
            var taper = 0.5 - 0.5 * Math.Cos(Math.PI * Math.Min(1, 4 * Math.Min(i + 0.5, spread.Length - i - 0.5) / spread.Length));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * frequency * step * i);
            real += taper * spread[i] * cosine;
            imaginary += taper * spread[i] * sine;
        }

        // the edge is averaged over bins and differenced between them
        var binned = Math.PI * frequency * step;
        var loss = binned == 0 ? 1 : Math.Pow(Math.Sin(binned) / binned, 2);
        return Math.Sqrt(real * real + imaginary * imaginary) / loss;
    }
}
