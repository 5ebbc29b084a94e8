using Seno.Core;
using Seno.Evaluation.Calibration;

namespace Seno.Evaluation.Tests.Calibration;

public sealed class ReliabilityTests
{
    private static WeightedForecast Forecast(double[] probability, byte[] truth, double[]? weight = null) => new(probability, truth, weight ?? [.. probability.Select(_ => 1.0)]);

    /// <summary>Two bins: 0.1, 0.3 with one of two true, 0.6, 0.8, 1.0 with two of three.</summary>
    private static readonly WeightedForecast Five = Forecast([0.1, 0.3, 0.6, 0.8, 1.0], [0, 1, 1, 0, 1]);

    [Fact]
    public void Bins_by_hand()
    {
        var diagram = ReliabilityDiagram.EqualWidth(Five, 2);
        Assert.Equal([2.0, 3.0], diagram.Bins.Select(bin => bin.Weight));
        Assert.Equal(0.2, diagram.Bins[0].Probability, 12);
        Assert.Equal(0.5, diagram.Bins[0].Frequency, 12);
        Assert.Equal(0.8, diagram.Bins[1].Probability, 12);
        Assert.Equal(2 / 3.0, diagram.Bins[1].Frequency, 12);
        Assert.Equal(0.3, MaximumCalibrationError.Of(diagram), 12);
        Assert.Equal((0.6 + 0.4) / 5, ExpectedCalibrationError.Of(diagram), 12);
    }

    [Fact]
    public void Murphys_terms_by_hand()
    {
        var parts = BrierDecomposition.Of(ReliabilityDiagram.EqualWidth(Five, 2));
        Assert.Equal((2 * 0.09 + 3 * Math.Pow(0.8 - 2 / 3.0, 2)) / 5, parts.Reliability, 12);
        Assert.Equal((2 * 0.01 + 3 * Math.Pow(2 / 3.0 - 0.6, 2)) / 5, parts.Resolution, 12);
        Assert.Equal(0.6 * 0.4, parts.Uncertainty, 12);
        Assert.Equal((2 * 0.01 + 2 * 0.04) / 5, parts.WithinVariance, 12);
        // (0.1 − 0.2)(0 − 0.5) + (0.3 − 0.2)(1 − 0.5) = 0.1; −0.2/3 + 0 + 0.2/3 = 0
        Assert.Equal(2 * 0.1 / 5, parts.WithinCovariance, 12);
        Assert.Equal((0.01 + 0.49 + 0.16 + 0.64 + 0) / 5, parts.Sum, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    public void The_terms_add_up_to_the_Brier_score_for_any_bins(int bins)
    {
        var random = new SeededRandom(4, "decomposition");
        double[] probability = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
        byte[] truth = [.. probability.Select(p => (byte)(random.NextDouble() < p * p ? 1 : 0))];
        double[] weight = [.. probability.Select(_ => 1.0 + random.Next(9))];
        var brier = probability.Select((p, i) => weight[i] * (p - truth[i]) * (p - truth[i])).Sum() / weight.Sum();
        foreach (var diagram in new[] { ReliabilityDiagram.EqualWidth(Forecast(probability, truth, weight), bins), ReliabilityDiagram.EqualMass(Forecast(probability, truth, weight), bins) })
        {
            Assert.Equal(brier, diagram.Brier, 12);
            Assert.Equal(brier, BrierDecomposition.Of(diagram).Sum, 12);
        }
    }

    [Fact]
    public void Bins_of_equal_mass_hold_as_many_voxels_and_never_part_equal_probabilities()
    {
        var diagram = ReliabilityDiagram.EqualMass(Forecast([0.9, 0.1, 0.2, 0.3, 0.4, 0.5], [1, 0, 0, 0, 1, 1]), 3);
        Assert.Equal([2.0, 2.0, 2.0], diagram.Bins.Select(bin => bin.Weight));
        Assert.Equal([0.15, 0.35, 0.7], diagram.Bins.Select(bin => Math.Round(bin.Probability, 12)));
        // |0.3 − 0| + |0.7 − 1| + |1.4 − 2| of six
        Assert.Equal((0.3 + 0.3 + 0.6) / 6, ExpectedCalibrationError.Of(diagram), 12);
        var tied = ReliabilityDiagram.EqualMass(Forecast([0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 1]), 3);
        Assert.Equal([5.0, 1.0], tied.Bins.Select(bin => bin.Weight));
        Assert.Equal([5.0, 1.0], ReliabilityDiagram.EqualMass(Forecast([0, 1], [0, 1], [5, 1]), 3).Bins.Select(bin => bin.Weight));
    }

    [Fact]
    public void Of_one_forecast_in_two_parts_the_diagrams_add()
    {
        var sum = ReliabilityDiagram.Sum([ReliabilityDiagram.EqualWidth(Forecast([0.1, 0.3], [0, 1])), ReliabilityDiagram.EqualWidth(Forecast([0.6, 0.8, 1.0], [1, 0, 1]))]);
        Assert.Equal(ReliabilityDiagram.EqualWidth(Five).Bins, sum.Bins);
    }

    [Fact]
    public void What_is_no_probability_is_refused() => Assert.Throws<ArgumentException>(() => Forecast([0.1, double.NaN], [0, 1]));

    [Fact]
    public void The_class_wise_error_is_the_mean_over_classes()
    {
        // Class 1: |0.25 − 0|; class 2: |0.75 − 1|, in one bin each.
        ReliabilityDiagram[] classes = [ReliabilityDiagram.EqualWidth(Forecast([0.25], [0]), 1), ReliabilityDiagram.EqualWidth(Forecast([0.75], [1]), 1), ReliabilityDiagram.EqualWidth(Forecast([0.5], [1]), 1)];
        Assert.Equal((0.25 + 0.25 + 0.5) / 3, ExpectedCalibrationError.ClassWise(classes), 12);
    }
}
