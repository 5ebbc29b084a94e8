using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class HolmCorrectionTests
{
    [Fact]
    public void Adjusted_values_are_those_worked_by_hand()
    {
        // sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1, then never falling: 0.02, 0.03, 0.06, 0.06
        var adjusted = HolmCorrection.Adjust([0.01, 0.04, 0.03, 0.005]);

        Assert.Equal([0.03, 0.06, 0.06, 0.02], adjusted.Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void Nothing_exceeds_one_and_one_test_stays_as_it_is()
    {
        Assert.Equal([1.0, 1.0], HolmCorrection.Adjust([0.6, 0.9]));
        Assert.Equal([0.04], HolmCorrection.Adjust([0.04]));
        Assert.Empty(HolmCorrection.Adjust([]));
    }

    [Fact]
    public void A_test_that_could_not_be_made_is_not_counted() =>
        Assert.Equal([0.02, double.NaN, 0.03], HolmCorrection.Adjust([0.01, double.NaN, 0.03]));

    [Fact]
    public void Values_outside_zero_to_one_are_refused() =>
        Assert.Throws<ArgumentException>(() => HolmCorrection.Adjust([1.2]));
}
