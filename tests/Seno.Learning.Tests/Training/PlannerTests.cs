using Seno.Core;
using Seno.Learning.Training;

namespace Seno.Learning.Tests.Training;

public sealed class PlannerTests
{
    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_share_of_foreground_outside_0_to_1_is_refused_by_its_option(double share)
    {
        var failure = Assert.Throws<DataException>(() => Planner.Check(new PlanRequest { ForegroundOversampling = share }));
        Assert.Contains("--foreground-oversampling", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Its_ends_are_allowed(double share) => Planner.Check(new PlanRequest { ForegroundOversampling = share });

    [Fact]
    public void Sizes_below_1_are_refused_by_their_option()
    {
        Assert.Contains("--input-size", Assert.Throws<DataException>(() => Planner.Check(new PlanRequest { InputSize = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("--width", Assert.Throws<DataException>(() => Planner.Check(new PlanRequest { Width = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("--batch-size", Assert.Throws<DataException>(() => Planner.Check(new PlanRequest { BatchSize = -1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_normalisation_is_refused_with_the_nearest_name()
    {
        var failure = Assert.Throws<DataException>(() => Planner.Check(new PlanRequest { Normalisation = "zscore" }));
        Assert.Contains("'z-score'", failure.Message, StringComparison.Ordinal);
    }
}
