using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class McNemarTests
{
    [Theory]
    // scipy.stats.binomtest(b, b + c).pvalue
    [InlineData(0, 0, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(1, 6, 0.125)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(14, 4, 0.0308837890625)]
    [InlineData(40, 17, 0.0032015437674503813)]
    public void Of_cases_by_themselves_it_is_the_binomial_test_of_the_discordant(int firstOnly, int secondOnly, double expected)
    {
        bool[] first = [.. Enumerable.Repeat(true, firstOnly), .. Enumerable.Repeat(false, secondOnly), true, true, false];
        bool[] second = [.. Enumerable.Repeat(false, firstOnly), .. Enumerable.Repeat(true, secondOnly), true, true, false];

        var result = McNemar.Test(first, second);

        Assert.Equal((firstOnly, secondOnly), (result.FirstOnly, result.SecondOnly));
        Assert.Equal(expected, result.P, 12);
    }

    [Fact]
    public void Cases_of_one_patient_change_places_together()
    {
        // patient differences 3, 1, 0 (1 − 1): of the sums ±3 ±1, two of four are as far from 0 as 4
        bool[] first = [true, true, true, true, true, false];
        bool[] second = [false, false, false, false, false, true];

        var result = McNemar.Test(first, second, ["a", "a", "a", "b", "c", "c"]);

        Assert.Equal((5, 1, 0.5), (result.FirstOnly, result.SecondOnly, result.P));
    }

    [Fact]
    public void Outcomes_that_cannot_be_paired_are_refused() =>
        Assert.Throws<ArgumentException>(() => McNemar.Test([true], [true, false]));
}
