using Seno.Phantoms.DceMri;

namespace Seno.Phantoms.Tests.DceMri;

public sealed class SpoiledGradientEchoTests
{
    [Theory]
    // T1, T2*, density, TR, TE, flip, expected
    [InlineData(1000, 20, 0.8, 5, 2, 10, 0.0311841)]
    [InlineData(500, 50, 1, 4, 1, 90, 0.0078103)] // cos 90° = 0: (1 − e^−0.008) e^−0.02
    [InlineData(1000, 20, 0, 5, 2, 10, 0)]
    public void Signal_by_hand(double t1, double t2Star, double density, double repetition, double echo, double flip, double expected) =>
        Assert.Equal(expected, SpoiledGradientEcho.Signal(new(t1, t2Star, density), repetition, echo, flip), 1e-7);

    [Theory]
    [InlineData(5, 300)]
    [InlineData(5, 1500)]
    [InlineData(20, 800)]
    public void The_Ernst_angle_gives_the_strongest_signal(double repetition, double t1)
    {
        var ernst = SpoiledGradientEcho.ErnstAngle(repetition, t1);
        double At(double flip) => SpoiledGradientEcho.Signal(new(t1, 30, 1), repetition, 0, flip);
        var strongest = Enumerable.Range(1, 9000).Select(i => i / 100.0).MaxBy(At);
        Assert.Equal(strongest, ernst, 0.011);
        Assert.True(At(ernst) >= At(strongest) - 1e-15);
    }

    [Fact]
    public void One_millimole_of_a_relaxivity_of_4_5_takes_a_T1_of_a_second_to_182_ms() =>
        Assert.Equal(1000 / 5.5, SpoiledGradientEcho.With(new(1000, 30, 1), 1, 4.5).T1, 1e-9);
}
