using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class BcaBootstrapTests
{
    // spatial test data, A of 26 children (Efron and Tibshirani, 1993, table 14.1)
    private static readonly double[] Spatial = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];

    private static string[] Each(int count) => [.. Enumerable.Range(0, count).Select(i => $"p{i:D3}")];

    private static double Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / values.Count;
    }

    [Fact]
    public void Variance_of_the_spatial_data_has_scipy_s_interval()
    {
        // scipy.stats.bootstrap, BCa, 400 000 resamples: 115.50 to 261.12 (90 %)
        var estimate = BcaBootstrap.Of(Spatial, Each(26), Variance, 0.90, resamples: 40_000);

        Assert.Equal(171.534, estimate.Value, 3);
        Assert.InRange(estimate.Low, 114.5, 116.5);
        Assert.InRange(estimate.High, 259, 263);
    }

    [Fact]
    public void Mean_of_the_spatial_data_has_scipy_s_interval()
    {
        // scipy.stats.bootstrap, BCa, 400 000 resamples: 24.15 to 34.27
        var estimate = BcaBootstrap.Mean(Spatial, Each(26), resamples: 40_000);

        Assert.InRange(estimate.Low, 24.0, 24.3);
        Assert.InRange(estimate.High, 34.1, 34.4);
        Assert.Equal(estimate, BcaBootstrap.Of(Spatial, Each(26), values => values.Sum() / values.Count, resamples: 40_000));
    }

    [Fact]
    public void Copies_of_a_patient_s_value_do_not_narrow_the_interval()
    {
        var copied = BcaBootstrap.Mean([.. Spatial, .. Spatial, .. Spatial], [.. Each(26), .. Each(26), .. Each(26)]);

        Assert.Equal(BcaBootstrap.Mean(Spatial, Each(26)).Low, copied.Low, 9);
    }

    [Fact]
    public void One_patient_has_no_interval_and_says_why()
    {
        var estimate = BcaBootstrap.Mean([0.5, 0.7], ["p", "p"]);

        Assert.Equal(0.6, estimate.Value, 12);
        Assert.True(double.IsNaN(estimate.Low) && double.IsNaN(estimate.High));
        Assert.Equal("one patient or group", estimate.Reason);
    }

    [Fact]
    public void Equal_values_have_an_interval_of_no_width()
    {
        var estimate = BcaBootstrap.Mean([0.1, 0.1, 0.1, 0.1], ["a", "a", "b", "c"]);

        Assert.Equal(0.1, estimate.Low, 12);
        Assert.Equal(0.1, estimate.High, 12);
    }

    [Fact]
    public void An_infinite_value_reaches_the_interval()
    {
        var estimate = BcaBootstrap.Mean([double.NegativeInfinity, 0.5, 0.6, 0.7], Each(4));

        Assert.Equal(double.NegativeInfinity, estimate.Low);
        Assert.InRange(estimate.High, 0.5, 0.7);
        Assert.Null(estimate.Reason);
    }

    [Fact]
    public void NaN_and_no_values_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BcaBootstrap.Mean([1, double.NaN], Each(2)));
        Assert.Throws<ArgumentException>(() => BcaBootstrap.Mean([], []));
    }
}
