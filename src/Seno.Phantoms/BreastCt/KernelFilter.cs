using System.Numerics;
using System.Runtime.CompilerServices;
using Seno.Imaging;

namespace Seno.Phantoms.BreastCt;

/// <summary>A slice blurred so that its MTF is a Gaussian up to the grid's limit.</summary>
/// <remarks>
/// The kernel is the inverse transform of that Gaussian between ± half a cycle per voxel. A Gaussian merely sampled, a fraction of a voxel wide, passes up to
/// twice as much at the limit: its spectrum repeats and overlaps. Beyond the edge the image is mirrored.
/// </remarks>
internal static class KernelFilter
{
    /// <param name="image">It is not changed.</param>
    /// <param name="blur">Standard deviation, voxels, the same along x and y.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static Volume<float> Apply(Volume<float> image, double blur, int threads)
    {
        var result = new Volume<float>(image.Geometry);
        var weights = Weights(blur);
        var reach = weights.Length / 2;
        var (width, height) = (image.Size.X, image.Size.Y);
        Slices.ForEach(image.Size.Z, threads, z =>
        {
            var source = image.Array.AsSpan(z * width * height, width * height);
            var target = result.Array.AsSpan(z * width * height, width * height);
            var rows = new float[width * height];
            var line = new float[width + 2 * reach];
            for (var y = 0; y < height; y++)
            {
                for (var i = 0; i < line.Length; i++)
                    line[i] = source[y * width + Mirrored(i - reach, width)];
                for (var tap = 0; tap <= 2 * reach; tap++)
                    AddScaled(line.AsSpan(tap, width), weights[tap], rows.AsSpan(y * width, width));
            }
            for (var y = 0; y < height; y++)
            {
                for (var tap = 0; tap <= 2 * reach; tap++)
                    AddScaled(rows.AsSpan(Mirrored(y + tap - reach, height) * width, width), weights[tap], target.Slice(y * width, width));
            }
        });
        return result;
    }

    /// <returns>An odd number of weights whose sum is 1, the outer half tapered.</returns>
    internal static float[] Weights(double blur)
    {
        const int Steps = 500;
        var reach = Math.Max(7, (int)Math.Ceiling(6 * blur));
        var weights = new double[2 * reach + 1];
        for (var tap = -reach; tap <= reach; tap++)
        {
            for (var i = 0; i < Steps; i++)
            {
                var frequency = 0.5 * (i + 0.5) / Steps;
                weights[tap + reach] += Math.Exp(-2 * Math.PI * Math.PI * blur * blur * frequency * frequency) * Math.Cos(2 * Math.PI * frequency * tap);
            }
            weights[tap + reach] *= 0.5 + 0.5 * Math.Cos(Math.PI * Math.Max(0, 2 * Math.Abs(tap) / (reach + 1.0) - 1));
        }
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => (float)(weight / sum));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(ReadOnlySpan<float> source, float weight, Span<float> target)
    {
        var lanes = Vector<float>.Count;
        var i = 0;
        for (; i <= target.Length - lanes; i += lanes)
            (new Vector<float>(target[i..]) + weight * new Vector<float>(source[i..])).CopyTo(target[i..]);
        for (; i < target.Length; i++)
            target[i] += weight * source[i];
    }

    private static int Mirrored(int i, int length)
    {
        var period = 2 * length;
        i = (i % period + period) % period;
        return i < length ? i : period - 1 - i;
    }
}
