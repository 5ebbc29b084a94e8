using Seno.Evaluation.Agreement;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Agreement;

public sealed class CoefficientTests
{
    /// <summary>Ten subjects, fourteen raters, five categories: the worked example of Wikipedia's article "Fleiss' kappa" gives 0.210.</summary>
    [Fact]
    public void Kappa_of_a_published_table()
    {
        int[][] table = [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]];
        Assert.Equal(0.210, FleissKappa.Of([.. table.Select(row => new RatingCounts(row, 1))]).Value, 3);
        Assert.Equal(FleissKappa.Of([.. table.Concat(table).Select(row => new RatingCounts(row, 1))]).Value, FleissKappa.Of([.. table.Select(row => new RatingCounts(row, 2))]).Value, 12);
    }

    /// <summary>Krippendorff (2011), example C: four observers, twelve units, ratings missing; nominal alpha 0.743.</summary>
    [Fact]
    public void Alpha_of_the_published_table_with_missing_ratings()
    {
        string[] observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        Assert.Equal(0.743, KrippendorffAlpha.Of(Counts(observers, 5)).Value, 3);
    }

    /// <summary>Krippendorff (2011), example A: two observers, ten units, binary; alpha 0.095.</summary>
    [Fact]
    public void Alpha_of_the_published_binary_table() =>
        Assert.Equal(0.095, KrippendorffAlpha.Of(Counts(["1211111121", "2221121111"], 2)).Value, 3);

    [Fact]
    public void Constant_raters_have_no_coefficient_and_it_is_said_why()
    {
        var constant = new RatingCounts([0, 3], 10);
        Assert.Contains("same category", FleissKappa.Of([constant]).Undefined, StringComparison.Ordinal);
        Assert.Contains("same category", KrippendorffAlpha.Of([constant]).Undefined, StringComparison.Ordinal);
        Assert.Contains("one rater", FleissKappa.Of([new([1, 0], 3), new([0, 1], 3)]).Undefined, StringComparison.Ordinal);
        Assert.NotNull(FleissKappa.Of([]).Undefined);
        Assert.Equal(1, FleissKappa.Of([new([3, 0], 5), new([0, 3], 5)]).Value, 12);
    }

    /// <summary>0.8 and 0.9 with the group of (0.85): 0.85/0.85 = 1; in a second patient 0.6 and 0.8 against 0.7. A third agrees less: (0.85 + 0.7 + 0.4)/(0.85 + 0.7 + 0.8).</summary>
    [Fact]
    public void Williams_index_by_hand()
    {
        (string, IReadOnlyList<double>, IReadOnlyList<double>)[] cases = [("a", [0.8, 0.9], [0.85]), ("b", [0.6, 0.8], [0.7])];
        Assert.Equal(1, WilliamsIndex.Of(cases).Value, 12);
        var index = WilliamsIndex.Of([.. cases, ("c", [0.3, 0.5], [0.8])]);
        Assert.Equal(1.95 / 2.35, index.Value, 12);
        Assert.InRange(index.Value, index.Low, index.High);
        Assert.NotNull(WilliamsIndex.Of([cases[0]]).Reason);
        Assert.NotNull(WilliamsIndex.Of([("a", [0.8], [])]).Reason);
    }

    /// <summary>Differences −1, 0, 1, 4: mean 1, standard deviation √(14/3); t₃(0.975) = 3.182446.</summary>
    [Fact]
    public void Bland_and_Altman_by_hand()
    {
        var limits = BlandAltman.Of([9, 20, 31, 44], [10, 20, 30, 40]);
        var deviation = Math.Sqrt(14.0 / 3);
        Assert.Equal(1, limits.Bias.Value, 12);
        Assert.Equal(1 - 3.182446 * deviation / 2, limits.Bias.Low, 5);
        Assert.Equal(1 + 1.96 * deviation, limits.Upper.Value, 12);
        Assert.Equal(1 - 1.96 * deviation, limits.Lower.Value, 12);
        Assert.Equal(1 + 1.96 * deviation + 3.182446 * deviation * Math.Sqrt(0.25 + 1.96 * 1.96 / 6), limits.Upper.High, 5);
        Assert.Equal("one pair", BlandAltman.Of([1], [2]).Upper.Reason);
    }

    [Fact]
    public void A_single_patient_has_no_interval()
    {
        var value = CohortValue.Of([(0.8, "a"), (0.6, "a")])!;
        Assert.Equal(0.7, value.Mean, 12);
        Assert.True(double.IsNaN(value.Low));
        Assert.Equal("one patient or group", value.Reason);
        Assert.Null(CohortValue.Of([]));
    }

    private static IReadOnlyList<RatingCounts> Counts(string[] observers, int categories) => [.. Enumerable.Range(0, observers[0].Length).Select(unit =>
        new RatingCounts([.. Enumerable.Range(1, categories).Select(category => observers.Count(row => row[unit] == '0' + category))], 1))];
}
