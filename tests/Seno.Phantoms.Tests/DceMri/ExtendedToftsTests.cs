using Seno.Phantoms.DceMri;

namespace Seno.Phantoms.Tests.DceMri;

public sealed class ExtendedToftsTests
{
    [Theory]
    [InlineData(0.3, 0.9, 0.05, 1.5)]
    [InlineData(0.05, 0.1, 0.0, 6)]
    [InlineData(2.0, 8.0, 0.2, 0.013)]
    public void A_constant_input_gives_the_closed_form(double transfer, double back, double plasma, double minutes)
    {
        var expected = 2.5 * (plasma + transfer / back * (1 - Math.Exp(-back * minutes)));
        Assert.Equal(expected, ExtendedTofts.Concentration(new(transfer, back, plasma), _ => 2.5, minutes), 1e-10);
    }

    [Fact]
    public void What_never_returns_grows_in_proportion_to_time() =>
        Assert.Equal(2.5 * (0.05 + 0.3 * 4), ExtendedTofts.Concentration(new(0.3, 0, 0.05), _ => 2.5, 4), 1e-10);

    [Fact]
    public void An_exponential_input_gives_the_difference_of_two_exponentials()
    {
        var (transfer, back, fall, minutes) = (0.3, 0.9, 0.4, 3.0);
        var expected = transfer * (Math.Exp(-fall * minutes) - Math.Exp(-back * minutes)) / (back - fall);
        Assert.Equal(expected, ExtendedTofts.Concentration(new(transfer, back, 0), t => Math.Exp(-fall * t), minutes), 1e-6);
    }

    [Fact]
    public void Nothing_is_there_before_the_arrival() => Assert.Equal(0.0, ExtendedTofts.Concentration(new(0.3, 0.9, 0.5), _ => 1, 0));

    [Theory]
    // the series that the dcmri package documents for this input, mM at steps of 1.5 s
    [InlineData(0, 0.08038467)]
    [InlineData(6, 2.75256)]
    [InlineData(10.5, 6.06793854)]
    [InlineData(19.5, 1.08751679)]
    public void The_arterial_input_is_that_of_Parker(double seconds, double blood)
    {
        Assert.Equal(blood, ArterialInput.Blood(seconds / 60), 2e-5);
        Assert.Equal(blood / 0.58, ArterialInput.Plasma(seconds / 60), 4e-5);
        Assert.Equal(0.0, ArterialInput.Blood(-1));
    }

    /// <summary>0.1 (3.99 exp(−0.144 t) + 4.78 exp(−0.0111 t)) mM, worked out beside the program; no step where it takes over from Parker's.</summary>
    [Theory]
    [InlineData(7, 0.58788)]
    [InlineData(10, 0.52231)]
    [InlineData(12, 0.48927)]
    public void Late_plasma_falls_as_the_kidneys_clear_it(double minutes, double plasma)
    {
        Assert.Equal(plasma, ArterialInput.Plasma(minutes), 1e-5);
        for (var t = 6.0; t < 7; t += 0.001)
            Assert.InRange(ArterialInput.Plasma(t) - ArterialInput.Plasma(t + 0.001), 0, 2e-4);
    }
}
