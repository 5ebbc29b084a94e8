using MathNet.Numerics.Distributions;

namespace Seno.Evaluation.Statistics;

/// <summary>Paired signed-rank test (Wilcoxon, Biometrics Bulletin 1, 1945): are differences symmetric about zero?</summary>
/// <remarks>
/// The exact distribution is conditional on the ranks found, so ties (mid-ranks) and zeros leave it exact: each rank has either sign with
/// probability ½, and the sums are counted by convolution, rank after rank.
/// </remarks>
public static class WilcoxonSignedRank
{
    /// <summary>Pairs that differ up to which the test is exact. Default 100: a million additions.</summary>
    public const int ExactUpTo = 100;

    /// <param name="differences">One a pair; ±∞ has the highest ranks.</param>
    /// <param name="alternative">Default: two-sided, twice the smaller tail.</param>
    /// <param name="zeros">Default: Pratt's.</param>
    /// <param name="exactUpTo">Beyond so many pairs that differ: normal approximation with continuity correction.</param>
    /// <exception cref="ArgumentException">A difference is NaN.</exception>
    public static WilcoxonResult Test(IReadOnlyList<double> differences, Alternative alternative = Alternative.TwoSided, ZeroDifferences zeros = ZeroDifferences.Pratt, int exactUpTo = ExactUpTo)
    {
        if (differences.Any(double.IsNaN))
            throw new ArgumentException("A difference is NaN", nameof(differences));
        var ranked = zeros == ZeroDifferences.Drop ? [.. differences.Where(difference => difference != 0)] : differences;
        var signed = MidRanks.Of([.. ranked.Select(Math.Abs)]).Zip(ranked, (rank, difference) => rank * Math.Sign(difference)).Where(rank => rank != 0).ToArray();
        var positive = signed.Where(rank => rank > 0).Sum();
        var negative = -signed.Where(rank => rank < 0).Sum();
        var exact = signed.Length <= exactUpTo;
        var ranks = Array.ConvertAll(signed, Math.Abs);
        var upper = exact ? ExactUpperTail(ranks, positive) : NormalUpperTail(ranks, positive);
        var lower = exact ? ExactUpperTail(ranks, negative) : NormalUpperTail(ranks, negative);
        var p = alternative switch
        {
            Alternative.Greater => upper,
            Alternative.Less => lower,
            _ => Math.Min(1, 2 * Math.Min(upper, lower)),
        };
        return new(positive, negative, signed.Length, p, exact);
    }

    /// <summary>Chance of a positive rank sum of at least <paramref name="sum"/>. Of at most: by symmetry, that of at least the complement.</summary>
    private static double ExactUpperTail(double[] ranks, double sum) =>
        Math.Min(1, SignedRankDistribution.Of(ranks).Skip((int)Math.Round(2 * sum)).Sum());

    private static double NormalUpperTail(double[] ranks, double sum)
    {
        var deviation = Math.Sqrt(ranks.Sum(rank => rank * rank)) / 2;
        return deviation == 0 ? 1 : Normal.CDF(0, 1, -(sum - 0.5 - ranks.Sum() / 2) / deviation);
    }
}
