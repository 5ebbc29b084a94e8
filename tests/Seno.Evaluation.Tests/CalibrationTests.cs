using Seno.Core;
using Seno.Evaluation.Calibration;
using Seno.Imaging;

namespace Seno.Evaluation.Tests;

public sealed class CalibrationTests
{
    private static BinaryForecast Forecast(float[] probability, byte[] truth) => new(probability, probability.Select(p => 1 - p).ToArray(), truth);

    [Fact]
    public void Scores_of_four_voxels_by_hand()
    {
        var forecast = Forecast([0.9f, 0.8f, 0.3f, 0f], [1, 0, 1, 0]);
        Assert.Equal((0.01 + 0.64 + 0.49 + 0) / 4, BrierScore.Of(forecast), 6);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.2) + Math.Log(0.3) + Math.Log(1)) / 4, NegativeLogLikelihood.Of(forecast), 6);
        // Two bins: (0, 0.3) with one of two true, (0.8, 0.9) with one of two true.
        Assert.Equal((Math.Abs(0.3 - 1) + Math.Abs(1.7 - 1)) / 4, ExpectedCalibrationError.Of(forecast, 2), 6);
    }

    [Fact]
    public void A_probability_of_nought_counts_and_an_edge_belongs_to_the_bin_below()
    {
        // Never predicted and always there: the worst there is. Open first bins hide it.
        Assert.Equal(1, ExpectedCalibrationError.Of(Forecast([0, 0], [1, 1])));
        Assert.Equal(0, ExpectedCalibrationError.Of(Forecast([0, 1], [0, 1])));
        // 0.5 lies with 0.3 in the lower of two bins: |0.8 − 1|/2.
        Assert.Equal(0.1, ExpectedCalibrationError.Of(Forecast([0.5f, 0.3f], [1, 0]), 2), 6);
    }

    [Fact]
    public void What_is_rightly_certain_costs_nothing_and_what_is_wrongly_certain_everything()
    {
        Assert.Equal(0, NegativeLogLikelihood.Of(Forecast([0, 1], [0, 1])));
        Assert.Equal(double.PositiveInfinity, NegativeLogLikelihood.Of(Forecast([0, 1], [1, 1])));
        // 1 − p of a p rounded to 1 would be 0, and infinite; the other classes' own probability is not.
        Assert.Equal(20, NegativeLogLikelihood.Of(new(new[] { 1f }, new[] { (float)Math.Exp(-20) }, new byte[] { 0 })), 4);
    }

    [Fact]
    public void Frequencies_drawn_from_the_probabilities_are_calibrated()
    {
        var random = new SeededRandom(1, "calibration");
        var probability = Enumerable.Range(0, 200_000).Select(_ => (float)random.NextDouble()).ToArray();
        var truth = probability.Select(p => (byte)(random.NextDouble() < p ? 1 : 0)).ToArray();
        Assert.InRange(ExpectedCalibrationError.Of(Forecast(probability, truth)), 0, 0.01);
        // E (p − y)² = E p(1 − p) = 1/6, and −E[p ln p + (1 − p) ln(1 − p)] = 1/2.
        Assert.InRange(BrierScore.Of(Forecast(probability, truth)), 0.164, 0.169);
        Assert.InRange(NegativeLogLikelihood.Of(Forecast(probability, truth)), 0.495, 0.505);
    }

    private static Volume<float> Map(Volume<byte> like, Func<int, float> value) => new(like.Geometry, [.. Enumerable.Range(0, like.Array.Length).Select(value)]);

    [Fact]
    public void Near_the_lesion_means_within_five_millimetres_of_it()
    {
        var reference = Masks.Drawn("......##..............", new Vector3(2, 1, 1));
        var probabilities = new ClassProbabilities([Map(reference, i => 1 - i / 32f), Map(reference, i => i / 32f)], "a");
        var masks = LabelComparison.Of(reference, reference, [1], probabilities)[0];
        // Columns 4 to 9: two on either side at 2 and 4 mm.
        Assert.Equal([4 / 32f, 5 / 32f, 6 / 32f, 7 / 32f, 8 / 32f, 9 / 32f], masks.ForecastNearLesion.Probability.ToArray());
        Assert.Equal([0, 0, 1, 1, 0, 0], masks.ForecastNearLesion.Truth.ToArray());
        Assert.Equal(22, masks.Forecast.Truth.Length);
        var none = Masks.Drawn("......................", new Vector3(2, 1, 1));
        Assert.Equal(22, LabelComparison.Of(none, none, [1], probabilities)[0].ForecastNearLesion.Truth.Length);
    }

    [Fact]
    public void Of_several_classes_all_others_are_the_complement()
    {
        var reference = Masks.Drawn("##.");
        var probabilities = new ClassProbabilities([Map(reference, _ => 0.5f), Map(reference, _ => 0.25f), Map(reference, _ => 0.25f)], "a");
        Assert.Equal([0.75f, 0.75f, 0.75f], LabelComparison.Of(reference, reference, [2], probabilities)[0].Forecast.Complement.ToArray());
    }

    [Theory]
    [InlineData(float.NaN, 0.5f, "NaN")]
    [InlineData(-0.5f, 1.5f, "-0.5")]
    [InlineData(0.5f, 0.25f, "0.75, not 1, at voxel (1, 0, 0)")]
    [InlineData(4f, 1f, "not logits")]
    public void What_is_no_probability_is_refused(float background, float lesion, string says)
    {
        var reference = Masks.Drawn("#..");
        var failure = Assert.Throws<DataException>(() => new ClassProbabilities([Map(reference, i => i == 1 ? background : 0.5f), Map(reference, i => i == 1 ? lesion : 0.5f)], "case a"));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("case a: ", failure.Message, StringComparison.Ordinal);
    }
}
