using Seno.Evaluation.Statistics;

namespace Seno.Evaluation.Tests.Statistics;

public sealed class IntraclassCorrelationTests
{
    // Six targets, four judges (Shrout and Fleiss, 1979, table 2)
    private static readonly double[][] Ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];

    // values as published to two digits (0.17 0.29 0.71 0.44 0.62 0.91); all digits and intervals from numpy and scipy.stats.f
    [Theory]
    [InlineData(IntraclassForm.OneWaySingle, 0.16574176840547544, -0.13293232487475098, 0.7225600623281211)]
    [InlineData(IntraclassForm.AgreementSingle, 0.2897637795275591, 0.018786513374712016, 0.761084369648953)]
    [InlineData(IntraclassForm.ConsistencySingle, 0.7148407148407149, 0.3424647650339253, 0.9458582599553595)]
    [InlineData(IntraclassForm.OneWayAverage, 0.44279713367926865, -0.8844421552381202, 0.9124154203407755)]
    [InlineData(IntraclassForm.AgreementAverage, 0.6200505475989891, 0.07113681530250336, 0.927232040167722)]
    [InlineData(IntraclassForm.ConsistencyAverage, 0.9093155423770695, 0.6756747138163046, 0.9858916781690624)]
    public void Shrout_and_Fleiss_s_table(IntraclassForm form, double value, double low, double high)
    {
        var estimate = IntraclassCorrelation.Of(Ratings, form);

        Assert.Equal(value, estimate.Value, 12);
        Assert.Equal(low, estimate.Low, 8);
        Assert.Equal(high, estimate.High, 8);
        Assert.Null(estimate.Reason);
    }

    [Fact]
    public void Offsets_between_raters_lower_agreement_and_not_consistency()
    {
        double[][] shifted = [[1, 3], [2, 4], [5, 7]];

        Assert.Equal(1, IntraclassCorrelation.Of(shifted, IntraclassForm.ConsistencySingle).Value, 12);
        Assert.InRange(IntraclassCorrelation.Of(shifted, IntraclassForm.AgreementSingle).Value, 0.1, 0.9);
    }

    [Fact]
    public void Perfect_agreement_is_one_without_an_interval()
    {
        foreach (var form in Enum.GetValues<IntraclassForm>())
        {
            var estimate = IntraclassCorrelation.Of([[0.1, 0.1], [0.7, 0.7], [0.3, 0.3]], form);
            Assert.Equal(1, estimate.Value, 12);
            Assert.True(double.IsNaN(estimate.Low));
            Assert.NotNull(estimate.Reason);
        }
    }

    [Fact]
    public void Equal_ratings_say_nothing()
    {
        var estimate = IntraclassCorrelation.Of([[0.1, 0.1, 0.1], [0.1, 0.1, 0.1]], IntraclassForm.AgreementSingle);

        Assert.True(double.IsNaN(estimate.Value));
        Assert.Equal("all ratings are equal", estimate.Reason);
    }

    [Fact]
    public void Too_few_ragged_and_NaN_are_refused()
    {
        Assert.Throws<ArgumentException>(() => IntraclassCorrelation.Of([[1, 2]], IntraclassForm.AgreementSingle));
        Assert.Throws<ArgumentException>(() => IntraclassCorrelation.Of([[1], [2]], IntraclassForm.AgreementSingle));
        Assert.Throws<ArgumentException>(() => IntraclassCorrelation.Of([[1, 2], [2]], IntraclassForm.AgreementSingle));
        Assert.Throws<ArgumentException>(() => IntraclassCorrelation.Of([[1, double.NaN], [2, 3]], IntraclassForm.AgreementSingle));
    }

    // scipy.stats.f.ppf
    [Theory]
    [InlineData(0.975, 1, 1, 647.7890114778446)]
    [InlineData(0.995, 1, 1, 16210.722720219726)]
    [InlineData(0.975, 5, 3.3, 12.553549787381694)]
    [InlineData(0.025, 5, 3.3, 0.13105223666275637)]
    public void F_quantiles_are_scipy_s(double probability, double numerator, double denominator, double expected) =>
        Assert.Equal(1, FisherQuantile.Of(probability, numerator, denominator) / expected, 7);
}
