using System.Numerics;
using System.Runtime.InteropServices;
using Seno.Core;

namespace Seno.Learning.Sampling.Augmentation;

/// <summary>Independent normal noise (Box and Muller, 1958), a vector of numbers at a time.</summary>
public static class GaussianNoise
{
    private const int Block = 1024;
    private const float Step = 1f / (1 << 24);

    /// <param name="image">Changed in place.</param>
    /// <param name="variance">At least 0, in squared units of the image.</param>
    /// <param name="random">Consumed.</param>
    public static void Add(Span<float> image, double variance, SeededRandom random)
    {
        var deviation = (float)Math.Sqrt(variance);
        Span<float> radii = stackalloc float[Block / 2];
        Span<float> angles = stackalloc float[Block / 2];
        Span<float> noise = stackalloc float[Block];
        for (var start = 0; start < image.Length; start += Block)
        {
            Draw(random, radii, angles);
            Transform(radii, angles, noise);
            var part = image.Slice(start, Math.Min(Block, image.Length - start));
            for (var i = 0; i < part.Length; i++)
                part[i] += deviation * noise[i];
        }
    }

    /// <summary>Uniform in (0, 1] and [0, 1), 24 bits each, two of one draw.</summary>
    private static void Draw(SeededRandom random, Span<float> radii, Span<float> angles)
    {
        for (var i = 0; i < radii.Length; i++)
        {
            var bits = random.NextUInt64();
            radii[i] = ((bits >> 40) + 1) * Step;
            angles[i] = ((bits >> 16) & 0xFFFFFF) * Step;
        }
    }

    private static void Transform(ReadOnlySpan<float> radii, ReadOnlySpan<float> angles, Span<float> noise)
    {
        var u = MemoryMarshal.Cast<float, Vector<float>>(radii);
        var v = MemoryMarshal.Cast<float, Vector<float>>(angles);
        var first = MemoryMarshal.Cast<float, Vector<float>>(noise[..radii.Length]);
        var second = MemoryMarshal.Cast<float, Vector<float>>(noise[radii.Length..]);
        for (var i = 0; i < u.Length; i++)
        {
            var radius = Vector.SquareRoot(-2 * Vector.Log(u[i]));
            var (sine, cosine) = Vector.SinCos(2 * MathF.PI * v[i]);
            first[i] = radius * cosine;
            second[i] = radius * sine;
        }
    }
}
