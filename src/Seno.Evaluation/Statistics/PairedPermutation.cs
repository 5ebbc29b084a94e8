using System.Numerics;
using Seno.Core;

namespace Seno.Evaluation.Statistics;

/// <summary>Is the mean of paired differences 0? Under the null hypothesis a patient's differences may all change sign (Fisher's randomisation test).</summary>
public static class PairedPermutation
{
    /// <summary>Groups up to which all 2ⁿ signs are counted. Default 20: a million sums.</summary>
    public const int ExactUpTo = 20;

    /// <param name="differences">Finite, one a pair.</param>
    /// <param name="groups">Patient of each pair: its differences change sign together. Null: each pair by itself.</param>
    /// <param name="alternative">Default: two-sided, by the size of the mean.</param>
    /// <param name="seed">Of the sample of signs, where there are too many groups to count.</param>
    /// <param name="samples">Default 20 000.</param>
    /// <param name="exactUpTo">Groups, at most 30.</param>
    /// <exception cref="ArgumentException">No differences, one is not finite, or the lengths differ.</exception>
    public static PermutationResult Test(IReadOnlyList<double> differences, IReadOnlyList<string>? groups = null, Alternative alternative = Alternative.TwoSided, ulong seed = 1, int samples = 20_000, int exactUpTo = ExactUpTo)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exactUpTo, 30);
        if (differences.Count == 0 || !differences.All(double.IsFinite) || groups is not null && groups.Count != differences.Count)
            throw new ArgumentException("Finite differences are needed, each with its group", nameof(differences));
        var sums = groups is null
            ? [.. differences]
            : differences.Zip(groups).GroupBy(pair => pair.Second).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Sum(pair => pair.First)).ToArray();
        var observed = Score(sums.Sum(), alternative);
        // sums in another order differ in the last digits: equal ones must count as equal
        var bound = observed - 1e-12 * sums.Sum(Math.Abs);
        var exact = sums.Length <= exactUpTo;
        var p = exact ? All(sums, alternative, bound) : Sampled(sums, alternative, bound, seed, samples);
        return new(differences.Average(), p, exact);
    }

    private static double Score(double sum, Alternative alternative) => alternative switch
    {
        Alternative.Greater => sum,
        Alternative.Less => -sum,
        _ => Math.Abs(sum),
    };

    /// <summary>Gray code: one sign changes from each assignment to the next.</summary>
    private static double All(double[] sums, Alternative alternative, double bound)
    {
        var (count, total) = (0L, 1L << sums.Length);
        var sum = sums.Sum();
        for (var i = 1L; i <= total; i++)
        {
            if (Score(sum, alternative) >= bound)
                count++;
            if (i == total)
                break;
            var changed = BitOperations.TrailingZeroCount(i);
            var negative = ((i ^ (i >> 1)) >> changed & 1) == 1;
            sum += negative ? -2 * sums[changed] : 2 * sums[changed];
        }
        return (double)count / total;
    }

    private static double Sampled(double[] sums, Alternative alternative, double bound, ulong seed, int samples)
    {
        var random = new SeededRandom(seed, "permutation");
        var count = 1;
        for (var sample = 0; sample < samples; sample++)
        {
            var sum = 0.0;
            for (var i = 0; i < sums.Length;)
            {
                var bits = random.NextUInt64();
                for (var bit = 0; bit < 64 && i < sums.Length; bit++, i++)
                    sum += (bits >> bit & 1) == 1 ? sums[i] : -sums[i];
            }
            if (Score(sum, alternative) >= bound)
                count++;
        }
        return count / (samples + 1.0);
    }
}
