using MathNet.Numerics.Distributions;

namespace Seno.Evaluation.Statistics;

/// <summary>Positive rank sum when each of some ranks is positive with probability ½.</summary>
internal static class SignedRankDistribution
{
    /// <param name="ranks">Multiples of ½, as mid-ranks are.</param>
    /// <returns>Probability of each sum, in steps of ½ from 0.</returns>
    public static double[] Of(IReadOnlyList<double> ranks)
    {
        var steps = ranks.Select(rank => (int)Math.Round(2 * rank)).ToArray();
        var probabilities = new double[steps.Sum() + 1];
        probabilities[0] = 1;
        var reached = 0;
        foreach (var step in steps)
        {
            for (var i = reached; i >= 0; i--)
            {
                probabilities[i] /= 2;
                probabilities[i + step] += probabilities[i];
            }
            reached += step;
        }
        return probabilities;
    }

    /// <returns>The smallest sum w of the ranks 1…n with P(sum ≤ w) ≥ <paramref name="probability"/> (R's qsignrank); by the normal approximation beyond <see cref="WilcoxonSignedRank.ExactUpTo"/>.</returns>
    public static int Quantile(double probability, int n)
    {
        if (n > WilcoxonSignedRank.ExactUpTo)
        {
            var (mean, variance) = (n * (n + 1.0) / 4, n * (n + 1.0) * (2 * n + 1) / 24);
            return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(variance) * Normal.InvCDF(0, 1, probability)));
        }
        var probabilities = Of([.. Enumerable.Range(1, n).Select(rank => (double)rank)]);
        var below = 0.0;
        for (var i = 0; i < probabilities.Length; i += 2)
        {
            below += probabilities[i];
            if (below >= probability)
                return i / 2;
        }
        return n * (n + 1) / 2;
    }
}
