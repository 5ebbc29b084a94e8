using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class WilcoxonSignedRankTests
{
    // Hamilton depression scale of nine patients, the example of R's ?wilcox.test (Hollander and Wolfe, 1973): V = 40, p = 0.01953
    private static readonly double[] Before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30];
    private static readonly double[] After = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

    // zeros and ties; exact p by enumerating all signs in Python, approximate by scipy 1.10.1: wilcoxon(…, correction=True, mode='approx')
    private static readonly double[] Tied = [0, 0, 1, 1, -1, 2, 3, -3, 4, 5, -2, 6];

    [Fact]
    public void Exact_test_of_the_depression_data_is_R_s()
    {
        var differences = PairedDifferences.Of(Before, After);
        var greater = WilcoxonSignedRank.Test(differences, Alternative.Greater);

        Assert.True(greater.Exact);
        Assert.Equal(40, greater.PositiveRanks);
        Assert.Equal(5, greater.NegativeRanks);
        Assert.Equal(0.01953125, greater.P, 12);
        Assert.Equal(0.0390625, WilcoxonSignedRank.Test(differences).P, 12);
        Assert.Equal(35 / 45.0, greater.RankBiserial, 12);
    }

    [Theory]
    [InlineData(ZeroDifferences.Pratt, 56.0, 19.0, 0.0830078125, 0.931640625, 0.166015625)]
    [InlineData(ZeroDifferences.Drop, 42.0, 13.0, 0.08203125, 0.9365234375, 0.1640625)]
    public void Exact_test_with_ties_and_zeros_is_that_of_all_signs_enumerated(ZeroDifferences zeros, double positive, double negative, double upper, double lower, double both)
    {
        var result = WilcoxonSignedRank.Test(Tied, Alternative.TwoSided, zeros);

        Assert.Equal(10, result.N);
        Assert.Equal(positive, result.PositiveRanks);
        Assert.Equal(negative, result.NegativeRanks);
        Assert.Equal(both, result.P, 12);
        Assert.Equal(upper, WilcoxonSignedRank.Test(Tied, Alternative.Greater, zeros).P, 12);
        Assert.Equal(lower, WilcoxonSignedRank.Test(Tied, Alternative.Less, zeros).P, 12);
    }

    [Fact]
    public void Normal_approximation_is_scipy_s_with_continuity_correction()
    {
        var long60 = Enumerable.Range(0, 60).Select(i => (double)(i * 37 % 41 - 15)).ToArray();

        Assert.Equal(0.15537297158162433, WilcoxonSignedRank.Test(Tied, exactUpTo: 0).P, 10);
        Assert.Equal(0.151970858343946, WilcoxonSignedRank.Test(Tied, zeros: ZeroDifferences.Drop, exactUpTo: 0).P, 10);
        Assert.Equal(0.003422044849990834, WilcoxonSignedRank.Test(long60, exactUpTo: 50).P, 10);
        Assert.Equal(0.0016171806811050445, WilcoxonSignedRank.Test(long60, Alternative.Greater, ZeroDifferences.Drop, exactUpTo: 50).P, 10);
    }

    [Fact]
    public void Exact_test_of_thirty_is_scipy_s() =>
        Assert.Equal(0.005382779985666275, WilcoxonSignedRank.Test([.. Enumerable.Range(0, 30).Select(i => i - 9.3)]).P, 12);

    [Fact]
    public void Five_pairs_can_never_reach_five_percent_and_six_can()
    {
        Assert.Equal(0.0625, WilcoxonSignedRank.Test([1, 2, 3, 4, 5]).P, 12);
        Assert.Equal(0.03125, WilcoxonSignedRank.Test([1, 2, 3, 4, 5, 6]).P, 12);
    }

    [Fact]
    public void Equal_pairs_and_no_pairs_are_no_evidence()
    {
        Assert.Equal((1, 0, 0), (WilcoxonSignedRank.Test([0, 0, 0]).P, WilcoxonSignedRank.Test([0, 0, 0]).N, WilcoxonSignedRank.Test([0, 0, 0]).RankBiserial));
        Assert.Equal(1, WilcoxonSignedRank.Test([]).P);
        Assert.Equal(1, WilcoxonSignedRank.Test([0, 0], exactUpTo: 0).P);
    }

    [Fact]
    public void An_infinite_difference_has_the_highest_rank_and_equal_infinities_tie()
    {
        var differences = PairedDifferences.Of([double.NegativeInfinity, double.NegativeInfinity, 0.5, 1], [double.NegativeInfinity, 0.2, 0.4, 0.7]);

        Assert.Equal([0, double.NegativeInfinity, 0.1, 0.3], differences.Select(difference => Math.Round(difference, 12)));
        Assert.Equal(4, WilcoxonSignedRank.Test(differences).NegativeRanks);
    }

    [Fact]
    public void NaN_is_refused()
    {
        Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.Test([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => PairedDifferences.Of([1], [double.NaN]));
        Assert.Throws<ArgumentException>(() => PairedDifferences.Of([1, 2], [1]));
    }
}
