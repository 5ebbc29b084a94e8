using Seno.Core;
using Seno.Evaluation.Calibration;
using Seno.Imaging;

namespace Seno.Evaluation.Tests.Calibration;

public sealed class CalibrationMapTests
{
    private static readonly double[] Odds = [-3, -2, -1.5, -0.5, 0.25, 1, 2, 3.5];
    private static readonly byte[] Truth = [0, 1, 0, 0, 1, 1, 0, 1];
    private static readonly double[] Weight = [5, 1, 2, 3, 2, 4, 1, 6];

    private static float[] Scores(double odds) => [(float)-double.LogP1(Math.Exp(odds)), (float)-double.LogP1(Math.Exp(-odds))];

    private static ProbabilityPool Eight => ProbabilityPool.Of([.. Odds.Select((odds, i) => (Scores(odds), Truth[i], Weight[i]))]);

    /// <summary>Of minimize_scalar(nll, method='bounded') and minimize(…, method='BFGS') in SciPy 1.10.1, for the eight cells above.</summary>
    [Fact]
    public void Fits_are_those_of_SciPy()
    {
        Assert.Equal(0.9678911, TemperatureScaling.Fit(Eight).Temperature, 5);
        var plain = Sigmoid.Fit(Odds, Truth, Weight, smooth: false);
        Assert.Equal(1.0358853, plain.Slope, 5);
        Assert.Equal(0.1394787, plain.Intercept, 5);
        var smooth = PlattScaling.Fit(Eight).Curves[0];
        Assert.Equal(0.7109661, smooth.Slope, 5);
        Assert.Equal(0.1056027, smooth.Intercept, 5);
    }

    /// <summary>minimize_scalar(nll, method='bounded') over 1/T in SciPy 1.10.1.</summary>
    [Fact]
    public void The_temperature_of_three_classes_is_that_of_SciPy()
    {
        double[][] p = [[.7, .2, .1], [.1, .8, .1], [.3, .3, .4], [.05, .05, .9], [.6, .3, .1], [.2, .2, .6]];
        byte[] truth = [0, 1, 1, 2, 1, 0];
        double[] weight = [4, 3, 1, 2, 1, 1];
        var pool = ProbabilityPool.Of([.. p.Select((row, i) => (row.Select(value => (float)Math.Log(value)).ToArray(), truth[i], weight[i]))]);
        Assert.Equal(0.62555507, TemperatureScaling.Fit(pool).Temperature, 5);
    }

    [Fact]
    public void Adjacent_violators_pooled_by_hand()
    {
        // −2: 1 of 1 falls to 0, so pooled with −1.5 and −0.5: 1 of 6. 2: 0 of 1 pooled with 0.25 and 1: 6 of 7.
        var curve = MonotoneCurve.Fit(Odds, Truth, Weight);
        Assert.Equal([-3, -2, -0.5, 0.25, 2, 3.5], curve.Odds);
        Assert.Equal([0, 1 / 6.0, 1 / 6.0, 6 / 7.0, 6 / 7.0, 1], curve.Probabilities.Select(p => Math.Round(p, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(1 / 6.0, curve.Of(-1), 12);
        Assert.Equal((1 / 6.0 + 6 / 7.0) / 2, curve.Of(-0.125), 12);
        Assert.Equal((0.0, 1.0), (curve.Of(-9), curve.Of(9)));
    }

    [Fact]
    public void Equal_scores_are_one_point_of_an_isotonic_fit()
    {
        var curve = MonotoneCurve.Fit([1, 0, 1, 1], [1, 0, 0, 0], [1, 1, 1, 2]);
        Assert.Equal([0.0, 1.0], curve.Odds);
        Assert.Equal([0, 0.25], curve.Probabilities);
    }

    private static ProbabilityPool Noise(int classes, ulong seed)
    {
        var random = new SeededRandom(seed, "maps");
        return ProbabilityPool.Of([.. Enumerable.Range(0, 400).Select(_ =>
        {
            double[] logits = [.. Enumerable.Range(0, classes).Select(_ => 2 * random.Normal())];
            var total = Math.Log(logits.Sum(Math.Exp));
            var truth = (byte)(random.Chance(0.5) ? Array.IndexOf(logits, logits.Max()) : random.Next(classes));
            return (logits.Select(logit => (float)(logit - total)).ToArray(), truth, 1.0 + random.Next(5));
        })]);
    }

    private static double Brier(ProbabilityPool pool, CalibrationMap map, int label) => ReliabilityDiagram.EqualWidth(CalibrationSums.Of(pool, map).Forecasts[label]).Brier;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_fit_is_worse_than_none_on_what_it_was_fitted_to(ulong seed)
    {
        var pool = Noise(2, seed);
        var before = CalibrationSums.Of(pool, TemperatureScaling.None);
        Assert.True(CalibrationSums.Of(pool, TemperatureScaling.Fit(pool)).Surprise <= before.Surprise);
        Assert.True(Brier(pool, IsotonicRegression.Fit(pool), 1) <= Brier(pool, TemperatureScaling.None, 1) + 1e-6);
        // an isotonic fit is calibrated wherever it is level
        Assert.InRange(ExpectedCalibrationError.Of(ReliabilityDiagram.EqualMass(CalibrationSums.Of(pool, IsotonicRegression.Fit(pool)).Forecasts[1], 400)), 0, 1e-3);
        Assert.True(Brier(pool, IsotonicRegression.Fit(pool), 1) <= Brier(pool, PlattScaling.Fit(pool), 1) + 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Calibrated_probabilities_add_up_to_one_and_temperature_keeps_the_likeliest_class(int classes)
    {
        var pool = Noise(classes, 7);
        Span<double> scores = stackalloc double[classes], probabilities = stackalloc double[classes];
        foreach (var name in CalibrationTable.Names)
        {
            var map = CalibrationTable.Fit(name, pool);
            map.Check("test", classes);
            for (var cell = 0; cell < pool.Count; cell++)
            {
                for (var label = 0; label < classes; label++)
                    scores[label] = pool.Scores(cell)[label];
                map.Apply(scores, probabilities);
                Assert.Equal(1, probabilities.ToArray().Sum(), 9);
                if (map.KeepsLabels)
                    Assert.Equal(Array.IndexOf(scores.ToArray(), scores.ToArray().Max()), Array.IndexOf(probabilities.ToArray(), probabilities.ToArray().Max()));
            }
        }
    }

    [Fact]
    public void Probabilities_sharpened_threefold_are_softened_threefold()
    {
        var random = new SeededRandom(2, "sharp");
        var pool = ProbabilityPool.Of([.. Enumerable.Range(0, 50_000).Select(_ =>
        {
            var odds = 2 * random.Normal();
            return (Scores(3 * odds), (byte)(random.NextDouble() < 1 / (1 + Math.Exp(-odds)) ? 1 : 0), 1.0);
        })]);
        Assert.Equal(3, TemperatureScaling.Fit(pool).Temperature, 1);
        Assert.Equal(1 / 3.0, PlattScaling.Fit(pool).Curves[0].Slope, 2);
        foreach (var name in CalibrationTable.Names)
            Assert.InRange(ExpectedCalibrationError.Of(ReliabilityDiagram.EqualWidth(CalibrationSums.Of(pool, CalibrationTable.Fit(name, pool)).Forecasts[1])), 0, 0.01);
    }

    [Fact]
    public void A_map_read_back_is_the_map_written()
    {
        foreach (var name in CalibrationTable.Names)
        {
            var map = CalibrationTable.Fit(name, Noise(3, 5));
            var text = SenoJson.Write(map);
            Assert.Contains($"\"method\": \"{name}\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("keepsLabels", text, StringComparison.Ordinal);
            Assert.Equal(text, SenoJson.Write(System.Text.Json.JsonSerializer.Deserialize<CalibrationMap>(text, SenoJson.Options)));
        }
    }

    [Fact]
    public void What_no_fit_gives_is_refused()
    {
        CalibrationMap[] broken =
        [
            new TemperatureScaling(0),
            new TemperatureScaling(double.NaN),
            new PlattScaling([]),
            new PlattScaling([new(double.PositiveInfinity, 0)]),
            new IsotonicRegression([new([0, 1], [0.7, 0.2])]),
            new IsotonicRegression([new([1, 0], [0.2, 0.7])]),
            new IsotonicRegression([new([], [])]),
            new IsotonicRegression([new([0], [0.5]), new([0], [0.5])]),
        ];
        foreach (var map in broken)
            Assert.StartsWith("calibration.json: ", Assert.Throws<DataException>(() => map.Check("calibration.json", 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_measures_what_its_voxels_measure()
    {
        var random = new SeededRandom(3, "pool");
        var geometry = new Geometry(new(100, 100, 2));
        var lesion = new Volume<float>(geometry, [.. Enumerable.Range(0, 20_000).Select(_ => (float)(1 / (1 + Math.Exp(-4 * random.Normal()))))]);
        var truth = lesion.Map(p => (byte)(random.NextDouble() < p * p ? 1 : 0));
        var complement = lesion.Map(p => 1 - p);
        var probabilities = new ClassProbabilities([complement, lesion], "test");
        var forecast = new BinaryForecast(lesion.Array, complement.Array, truth.Array);
        var sums = CalibrationSums.Of(ProbabilityPool.Of(probabilities, truth, null, random), TemperatureScaling.None);
        var diagram = ReliabilityDiagram.EqualWidth(sums.Forecasts[1]);
        Assert.Equal(20_000, diagram.Weight);
        Assert.Equal(ExpectedCalibrationError.Of(forecast), ExpectedCalibrationError.Of(diagram), 3);
        Assert.Equal(BrierScore.Of(forecast), diagram.Brier, 4);
        Assert.Equal(NegativeLogLikelihood.Of(forecast), sums.Surprise / diagram.Weight, 4);
        Assert.Equal(0, sums.Changed);
    }

    [Fact]
    public void Of_several_classes_the_voxels_drawn_stand_for_all_of_them()
    {
        var geometry = new Geometry(new(200, 100, 1));
        var truth = new Volume<byte>(geometry, [.. Enumerable.Range(0, 20_000).Select(i => (byte)(i < 10 ? 2 : i < 9_000 ? 1 : 0))]);
        var probabilities = new ClassProbabilities([truth.Map(label => label == 0 ? 0.5f : 0.25f), truth.Map(label => label == 1 ? 0.5f : 0.25f), truth.Map(label => label == 2 ? 0.5f : 0.25f)], "test");
        var pool = ProbabilityPool.Of(probabilities, truth, i => i != 0, new SeededRandom(1, "drawn"));
        double Of(int label) => pool.Weight.Where((_, cell) => pool.Truth[cell] == label).Sum();
        Assert.Equal(11_000, Of(0), 6);
        Assert.Equal(8_990, Of(1), 6);
        Assert.Equal(9, Of(2), 6);
        Assert.Equal(4096 + 4096 + 9, pool.Count);
    }

    [Fact]
    public void Joined_pools_of_two_classes_add_equal_cells()
    {
        var joined = ProbabilityPool.Join([Eight, Eight]);
        Assert.Equal(8, joined.Count);
        Assert.Equal(2 * Weight.Sum(), joined.Weight.Sum());
        Assert.Equal(TemperatureScaling.Fit(Eight).Temperature, TemperatureScaling.Fit(joined).Temperature, 9);
    }
}
