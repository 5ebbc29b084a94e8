using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class EffectSizeTests
{
    private static readonly double[] Before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30];
    private static readonly double[] After = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

    [Fact]
    public void Shift_of_the_depression_data_is_R_s()
    {
        // wilcox.test(x, y, paired = TRUE, conf.int = TRUE): 0.46, 0.010 to 0.786 (again by enumeration in Python)
        var shift = HodgesLehmann.Shift(PairedDifferences.Of(Before, After));

        Assert.Equal(0.46, shift.Value, 12);
        Assert.Equal(0.010, shift.Low, 12);
        Assert.Equal(0.786, shift.High, 12);
    }

    [Fact]
    public void Five_pairs_have_a_shift_and_no_interval()
    {
        var shift = HodgesLehmann.Shift([1, 2, 3, 4, 5]);

        Assert.Equal(3, shift.Value);
        Assert.True(double.IsNaN(shift.Low));
        Assert.NotNull(shift.Reason);
        Assert.Null(HodgesLehmann.Shift([1, 2, 3, 4, 5, 6]).Reason);
    }

    [Fact]
    public void Shift_survives_infinities_of_one_sign_only()
    {
        Assert.Equal(2.5, HodgesLehmann.Shift([double.NegativeInfinity, 1, 2, 3, 4, 5]).Value); // 6 of 21 means infinite, then 1, 1.5, 2, 2, 2.5
        Assert.Throws<ArgumentException>(() => HodgesLehmann.Shift([double.NegativeInfinity, double.PositiveInfinity]));
    }

    [Fact]
    public void Standardised_difference_is_numpy_s_and_degenerate_pairs_are_named()
    {
        Assert.Equal(1.0117918052161972, PairedCohensD.Of(PairedDifferences.Of(Before, After)), 12);
        Assert.Equal(double.NaN, PairedCohensD.Of([1]));
        Assert.Equal(0, PairedCohensD.Of([0, 0]));
        Assert.Equal(double.NegativeInfinity, PairedCohensD.Of([-2, -2]));
    }

    [Fact]
    public void Cliff_s_delta_is_that_of_all_pairs_compared()
    {
        Assert.Equal(0.43209876543209874, CliffsDelta.Of(Before, After), 12);
        Assert.Equal(1, CliffsDelta.Of([2, 3], [0, 1]));
        Assert.Equal(0, CliffsDelta.Of([1, 1], [1, 1, 1]));
        Assert.Equal(-1, CliffsDelta.Of([double.NegativeInfinity], [0]));
        Assert.Equal(double.NaN, CliffsDelta.Of([], [1]));
    }
}
