using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class SampleSizeTests
{
    private static readonly double[] Sizes = [5, 10, 20, 40, 80];

    [Fact]
    public void Design_effect_of_equal_clusters_is_Kish_s()
    {
        var effect = DesignEffect.Of([5, 5, 5, 5], 0.5);

        Assert.Equal(3, effect.Factor, 12);
        Assert.Equal(20 / 3.0, effect.EffectiveN, 12);
        Assert.Equal(4, DesignEffect.Of([5, 5, 5, 5], 1).EffectiveN, 12);
        Assert.Equal(20, DesignEffect.Of([5, 5, 5, 5], 0).EffectiveN, 12);
    }

    [Fact]
    public void Design_effect_of_unequal_clusters_by_analysis_of_variance()
    {
        // numpy, one-way analysis of variance
        var effect = DesignEffect.Estimate([1, 2, 3, 5, 6, 9, 4, 8, 7.5], ["a", "a", "a", "b", "b", "c", "d", "d", "d"])!;

        Assert.Equal(0.7355623100303952, effect.Intraclass, 12);
        Assert.Equal(2.144208037825059, effect.Factor, 12);
        Assert.Equal(4.197353914002205, effect.EffectiveN, 12);
    }

    [Fact]
    public void One_value_a_patient_has_no_design_effect_to_estimate()
    {
        Assert.Null(DesignEffect.Estimate([1, 2, 3], ["a", "b", "c"]));
        Assert.Null(DesignEffect.Estimate([1, 2, 3], ["a", "a", "a"]));
        Assert.Throws<ArgumentException>(() => DesignEffect.Of([], 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => DesignEffect.Of([3], 1.5));
    }

    [Fact]
    public void An_exact_power_law_is_found_again()
    {
        var curve = SampleSizeCurve.Fit([.. Sizes.Select(size => (size, 0.9 - 0.8 * Math.Pow(size, -0.6)))]);

        Assert.Equal(0.9, curve.Ceiling, 6);
        Assert.Equal(0.8, curve.Amplitude, 5);
        Assert.Equal(0.6, curve.Exponent, 5);
        Assert.Equal(0.9 - 0.8 * Math.Pow(200, -0.6), curve.Predict(200).Value, 6);
    }

    [Fact]
    public void The_interval_holds_the_truth_and_widens_beyond_the_data()
    {
        var random = new SeededRandom(3, "test");
        var curve = SampleSizeCurve.Fit([.. Sizes.SelectMany(size => Enumerable.Range(0, 4).Select(_ => (size, 0.9 - 0.8 * Math.Pow(size, -0.6) + 0.02 * random.Normal())))]);
        var (inside, beyond) = (curve.Predict(40), curve.Predict(1000));

        Assert.InRange(0.9 - 0.8 * Math.Pow(40, -0.6), inside.Low, inside.High);
        Assert.True(beyond.High - beyond.Low > inside.High - inside.Low);
    }

    [Fact]
    public void Three_points_have_no_interval_and_two_no_curve()
    {
        Assert.NotNull(SampleSizeCurve.Fit([(10, 0.5), (20, 0.6), (40, 0.65)]).Predict(80).Reason);
        Assert.Throws<ArgumentException>(() => SampleSizeCurve.Fit([(10, 0.5), (20, 0.6), (20, 0.65)]));
        Assert.Throws<ArgumentException>(() => SampleSizeCurve.Fit([(10, 0.5), (20, double.NaN), (40, 0.65)]));
    }
}
