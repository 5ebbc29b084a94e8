using System.Numerics;
using System.Runtime.CompilerServices;
using Seno.Core;

namespace Seno.Phantoms;

/// <summary>A periodic normal random field whose power spectrum falls as k^−β between two wavelengths, mean 0 and variance 1.</summary>
/// <remarks>
/// White complex noise shaped in the frequency domain; of its transform the real part. A projection of it has the exponent β too, a thin slice β − 1: mammograms measure about 3
/// (Burgess, Med. Phys. 28, 2001), slices of breast CT about 1.9 (Metheany et al., Med. Phys. 35, 2008), which agree on β ≈ 3.
/// </remarks>
internal sealed class PowerLawField
{
    private readonly float[] values;
    private readonly int size;
    private readonly int mask;
    private readonly double perMillimetre;

    /// <param name="size">Samples along each axis of the periodic cube, a power of two.</param>
    /// <param name="spacing">mm between samples; the field repeats after size × spacing.</param>
    /// <param name="exponent">β.</param>
    /// <param name="longest">mm: longer waves are left out.</param>
    /// <param name="shortest">mm: shorter waves are damped as by a Gaussian.</param>
    /// <param name="random">Consumed.</param>
    public PowerLawField(int size, double spacing, double exponent, double longest, double shortest, SeededRandom random)
    {
        (this.size, mask, perMillimetre) = (size, size - 1, 1 / spacing);
        var spectrum = new Complex[size * size * size];
        for (var i = 0; i < spectrum.Length; i++)
            spectrum[i] = new(random.Normal(), random.Normal());
        Shape(spectrum, spacing, exponent, longest, shortest);
        Along(spectrum, new FourierTransform(size).Inverse);
        values = Normalised(spectrum);
    }

    public int Size => size;

    public ReadOnlySpan<float> Values => values;

    /// <summary>Linear interpolation at a point in mm; the field repeats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float At(double x, double y, double z)
    {
        var (u, v, w) = (x * perMillimetre, y * perMillimetre, z * perMillimetre);
        var (x0, y0, z0) = ((int)Math.Floor(u), (int)Math.Floor(v), (int)Math.Floor(w));
        var (fx, fy, fz) = ((float)(u - x0), (float)(v - y0), (float)(w - z0));
        var (x1, y1, z1) = ((x0 + 1) & mask, (y0 + 1) & mask, (z0 + 1) & mask);
        (x0, y0, z0) = (x0 & mask, y0 & mask, z0 & mask);
        var (near, far) = (size * size * z0, size * size * z1);
        var front = Mix(Mix(values[near + size * y0 + x0], values[near + size * y0 + x1], fx), Mix(values[near + size * y1 + x0], values[near + size * y1 + x1], fx), fy);
        var back = Mix(Mix(values[far + size * y0 + x0], values[far + size * y0 + x1], fx), Mix(values[far + size * y1 + x0], values[far + size * y1 + x1], fx), fy);
        return Mix(front, back, fz);
    }

    private static float Mix(float a, float b, float share) => a + share * (b - a);

    private void Shape(Complex[] spectrum, double spacing, double exponent, double longest, double shortest)
    {
        var perSample = 1 / (size * spacing);
        for (var i = 0; i < spectrum.Length; i++)
        {
            var (x, y, z) = (Frequency(i & mask), Frequency(i / size & mask), Frequency(i / size / size));
            var k = Math.Sqrt(x * x + y * y + z * z) * perSample;
            spectrum[i] *= k * longest < 1 ? 0 : Math.Pow(k, -exponent / 2) * Math.Exp(-k * shortest * (k * shortest));
        }
    }

    private int Frequency(int i) => i <= size / 2 ? i : i - size;

    private void Along(Complex[] cube, TransformLine transform)
    {
        for (var row = 0; row < size * size; row++)
            transform(cube.AsSpan(row * size, size));
        var lines = new Complex[size * size];
        for (var z = 0; z < size; z++)
            Columns(cube, z * size * size, size, lines, transform);
        for (var y = 0; y < size; y++)
            Columns(cube, y * size, size * size, lines, transform);
    }

    private void Columns(Complex[] cube, int start, int stride, Complex[] lines, TransformLine transform)
    {
        for (var i = 0; i < size; i++)
        {
            for (var x = 0; x < size; x++)
                lines[x * size + i] = cube[start + i * stride + x];
        }
        for (var x = 0; x < size; x++)
            transform(lines.AsSpan(x * size, size));
        for (var i = 0; i < size; i++)
        {
            for (var x = 0; x < size; x++)
                cube[start + i * stride + x] = lines[x * size + i];
        }
    }

    private static float[] Normalised(Complex[] field)
    {
        var mean = field.Sum(value => value.Real) / field.Length;
        var deviation = Math.Sqrt(field.Sum(value => (value.Real - mean) * (value.Real - mean)) / field.Length);
        return Array.ConvertAll(field, value => (float)((value.Real - mean) / deviation));
    }

    private delegate void TransformLine(Span<Complex> line);
}
