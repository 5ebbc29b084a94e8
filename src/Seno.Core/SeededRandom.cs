using System.Numerics;

namespace Seno.Core;

/// <summary>A small generator whose whole state follows from (seed, purpose, iteration, item).</summary>
/// <remarks>
/// xoshiro256** (Blackman and Vigna, 2018) started by SplitMix64. Because every use states what it is for, the order in which
/// threads ask makes no difference.
/// </remarks>
public sealed class SeededRandom
{
    private ulong s0, s1, s2, s3;
    private double spareNormal = double.NaN;

    public SeededRandom(ulong seed, string purpose, long iteration = 0, long item = 0)
    {
        var state = Mix(seed);
        foreach (var character in purpose)
            state = Mix(state ^ character);
        state = Mix(state ^ (ulong)iteration);
        state = Mix(state ^ (ulong)item);
        s0 = Mix(state += 0x9E3779B97F4A7C15);
        s1 = Mix(state += 0x9E3779B97F4A7C15);
        s2 = Mix(state += 0x9E3779B97F4A7C15);
        s3 = Mix(state + 0x9E3779B97F4A7C15);
    }

    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <returns>Uniform in [0, 1), 53 bits.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <returns>Uniform in [low, high).</returns>
    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    /// <returns>A whole number in [0, count), without modulo bias worth the name (Lemire's multiply-shift).</returns>
    public int Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)Math.BigMul(NextUInt64(), (ulong)count, out _);
    }

    public bool Chance(double probability) => NextDouble() < probability;

    /// <returns>Normal with mean 0 and variance 1 (Marsaglia's polar method).</returns>
    public double Normal()
    {
        if (!double.IsNaN(spareNormal))
        {
            var spare = spareNormal;
            spareNormal = double.NaN;
            return spare;
        }
        double u, v, square;
        do
        {
            u = Uniform(-1, 1);
            v = Uniform(-1, 1);
            square = u * u + v * v;
        }
        while (square is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        spareNormal = v * scale;
        return u * scale;
    }

    /// <summary>Fisher–Yates, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
