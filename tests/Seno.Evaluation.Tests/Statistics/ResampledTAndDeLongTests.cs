using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class ResampledTAndDeLongTests
{
    // ten folds; numpy and scipy.stats.t
    private static readonly double[] Folds = [0.02, 0.05, -0.01, 0.04, 0.03, 0.06, 0.00, 0.02, 0.03, 0.05];

    private static readonly double[] ScoresA = [0.9, 0.8, 0.75, 0.4, 0.6, 0.55, 0.3, 0.2, 0.6, 0.1, 0.35, 0.7];
    private static readonly double[] ScoresB = [0.7, 0.9, 0.3, 0.5, 0.8, 0.6, 0.4, 0.1, 0.2, 0.5, 0.6, 0.65];
    private static readonly bool[] Positive = [true, true, true, true, true, true, false, false, false, false, false, false];

    [Fact]
    public void Corrected_t_of_ten_folds()
    {
        var corrected = CorrectedResampledT.Test(Folds, 1 / 9.0);

        Assert.Equal(2.825794245317217, corrected.T, 10);
        Assert.Equal(0.01985826875048078, corrected.P, 8);
        Assert.Equal(0.005784382717106011, corrected.Difference.Low, 8);
        Assert.Equal(0.052215617282894, corrected.Difference.High, 8);
    }

    [Fact]
    public void Without_the_test_share_it_is_the_plain_t_test()
    {
        Assert.Equal(4.105783850192177, CorrectedResampledT.Test(Folds, 0).T, 10);
        Assert.Equal(0.002653670612544455, CorrectedResampledT.Test(Folds, 0).P, 8);
    }

    [Fact]
    public void Folds_that_do_not_vary_and_single_folds()
    {
        Assert.Equal(1, CorrectedResampledT.Test([0, 0, 0], 0.5).P);
        Assert.Equal(0, CorrectedResampledT.Test([0.5, 0.5, 0.5], 0.5).P);
        Assert.Throws<ArgumentException>(() => CorrectedResampledT.Test([0.1], 0.5));
        Assert.Throws<ArgumentException>(() => CorrectedResampledT.Test([0.1, double.NaN], 0.5));
    }

    [Fact]
    public void DeLong_is_that_of_all_pairs_of_cases_compared_in_numpy()
    {
        var result = DeLong.Compare(ScoresA, ScoresB, Positive);

        Assert.Equal(0.8472222222222222, result.First.Value, 12);
        Assert.Equal(0.7777777777777778, result.Second.Value, 12);
        Assert.Equal(0.40083460487179096, result.Z, 10);
        Assert.Equal(0.6885418993424963, result.P, 10);
        Assert.Equal(0.6130521151846882, result.First.Low, 10);
        Assert.Equal(1, result.First.High);
        Assert.Equal(0.5001695943580888, result.Second.Low, 10);
        Assert.Equal(-0.2701185782667278, result.Difference.Low, 10);
    }

    [Fact]
    public void A_method_does_not_differ_from_itself_and_separation_has_no_interval()
    {
        Assert.Equal(1, DeLong.Compare(ScoresA, ScoresA, Positive).P);
        double[] separated = [6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0];
        var result = DeLong.Compare(separated, ScoresA, Positive);
        Assert.Equal(1, result.First.Value);
        Assert.NotNull(result.First.Reason);
        Assert.True(double.IsFinite(result.P));
    }

    [Fact]
    public void One_class_alone_and_NaN_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DeLong.Compare([1, 2, 3], [1, 2, 3], [true, true, true]));
        Assert.Throws<ArgumentException>(() => DeLong.Compare([1, 2, 3, double.NaN], [1, 2, 3, 4], [true, true, false, false]));
    }
}
