using System.Numerics;
using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Phantoms.BreastCt;

/// <summary>Noise as filtered back-projection leaves it: in a slice its power rises with the frequency (the ramp filter) and falls with the square of the MTF.</summary>
/// <remarks>NPS(f) ∝ f · MTF(f)² (Riederer, Pelc and Chesler, Phys. Med. Biol. 23, 1978). Two slices at a time: real and imaginary part of one transform.</remarks>
internal static class TomographicNoise
{
    /// <param name="geometry">Square voxels in the slices.</param>
    /// <param name="deviation">HU.</param>
    /// <param name="blur">Standard deviation of the point-spread function in the slices, mm.</param>
    /// <param name="axialBlur">Standard deviation along z, mm.</param>
    /// <param name="seed">Of the cohort.</param>
    /// <param name="index">Of the case.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static Volume<float> Draw(Geometry geometry, double deviation, double blur, double axialBlur, ulong seed, long index, int threads)
    {
        var size = geometry.Size;
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size.X, size.Y));
        var transfer = Transfer(length, geometry.Spacing.X, blur);
        var transform = new FourierTransform(length);
        var noise = new Volume<float>(geometry);
        Slices.ForEach((size.Z + 1) / 2, threads, pair =>
        {
            var random = new SeededRandom(seed, "breast CT noise", index, pair);
            var plane = Coloured(length, transfer, transform, random);
            for (var half = 0; half < 2 && 2 * pair + half < size.Z; half++)
            {
                var target = noise.Array.AsSpan((2 * pair + half) * size.X * size.Y, size.X * size.Y);
                for (var i = 0; i < target.Length; i++)
                {
                    var value = plane[i % size.X + length * (i / size.X)];
                    target[i] = (float)(half == 0 ? value.Real : value.Imaginary);
                }
            }
        });
        if (size.Z > 1 && axialBlur > 0)
            noise = Gaussian.InMillimetres(noise, new Imaging.Vector3(0, 0, axialBlur), threads);
        Scale(noise, deviation);
        return noise;
    }

    private static Complex[] Coloured(int length, float[] transfer, FourierTransform transform, SeededRandom random)
    {
        // white noise has a white transform: it is drawn there at once
        var plane = new Complex[length * length];
        for (var i = 0; i < plane.Length; i++)
            plane[i] = transfer[i] * new Complex(random.Normal(), random.Normal());
        for (var y = 0; y < length; y++)
            transform.Inverse(plane.AsSpan(y * length, length));
        var column = new Complex[length];
        for (var x = 0; x < length; x++)
        {
            for (var y = 0; y < length; y++)
                column[y] = plane[x + y * length];
            transform.Inverse(column);
            for (var y = 0; y < length; y++)
                plane[x + y * length] = column[y];
        }
        return plane;
    }

    private static float[] Transfer(int length, double spacing, double blur)
    {
        var transfer = new float[length * length];
        for (var i = 0; i < transfer.Length; i++)
        {
            var (u, v) = (Frequency(i % length, length) / spacing, Frequency(i / length, length) / spacing);
            var squared = u * u + v * v;
            transfer[i] = (float)(Math.Sqrt(Math.Sqrt(squared)) * Math.Exp(-2 * Math.PI * Math.PI * blur * blur * squared));
        }
        return transfer;
    }

    private static double Frequency(int i, int length) => (i <= length / 2 ? i : i - length) / (double)length;

    private static void Scale(Volume<float> noise, double deviation)
    {
        var sum = 0.0;
        foreach (var value in noise.Span)
            sum += (double)value * value;
        var factor = sum == 0 ? 0 : (float)(deviation / Math.Sqrt(sum / noise.Array.Length));
        foreach (ref var value in noise.Span)
            value *= factor;
    }
}
