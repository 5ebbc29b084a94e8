using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Benchmarks.Statistics;

/// <summary>How often tests reject where nothing is to be found.</summary>
internal static class ErrorRates
{
    private const double Level = 0.05;

    public static IEnumerable<SimulatedRate> Of(int studies) => [.. SignTests(studies), .. Resampled(studies), .. Areas(studies), .. Margins(studies)];

    private static IEnumerable<SimulatedRate> SignTests(int studies)
    {
        foreach (var pairs in new[] { 6, 12, 30 })
        {
            double[] Draw(int study)
            {
                var random = new SeededRandom(11, "errors", pairs, study);
                return [.. Enumerable.Range(0, pairs).Select(_ => Samples.HeavyTailed(random))];
            }
            double[] Tied(int study) => [.. Draw(study).Select(value => Math.Round(value))];
            yield return SimulatedRate.Of("Wilcoxon signed-rank, exact", $"heavy-tailed, {pairs} pairs", Level, studies, i => WilcoxonSignedRank.Test(Draw(i)).P <= Level);
            yield return SimulatedRate.Of("Wilcoxon signed-rank, exact", $"rounded: ties and zeros, {pairs} pairs", Level, studies, i => WilcoxonSignedRank.Test(Tied(i)).P <= Level);
            yield return SimulatedRate.Of("paired permutation", $"heavy-tailed, {pairs} pairs", Level, studies, i => PairedPermutation.Test(Draw(i), samples: 2000, exactUpTo: 12).P <= Level);
        }
        yield return SimulatedRate.Of("three Wilcoxon tests, Holm: any rejected", "heavy-tailed, 15 pairs", Level, studies, i =>
        {
            var random = new SeededRandom(12, "errors", 15, i);
            return HolmCorrection.Adjust([.. Enumerable.Range(0, 3).Select(_ => WilcoxonSignedRank.Test([.. Enumerable.Range(0, 15).Select(_ => Samples.HeavyTailed(random))]).P)]).Min() <= Level;
        });
    }

    private static IEnumerable<SimulatedRate> Resampled(int studies)
    {
        yield return SimulatedRate.Of("corrected resampled t", "two equal regressions, 40 cases, 3 × 5 folds", Level, studies, i => CorrectedResampledT.Test(CrossValidated(i), 0.25).P <= Level);
        yield return SimulatedRate.Of("plain t over the folds (wrong)", "two equal regressions, 40 cases, 3 × 5 folds", Level, studies, i => CorrectedResampledT.Test(CrossValidated(i), 0).P <= Level);
    }

    /// <summary>Two regressions, each on a feature of its own that is noise: neither is better.</summary>
    private static double[] CrossValidated(int study)
    {
        const int Cases = 40, Folds = 5, Repeats = 3;
        var random = new SeededRandom(13, "errors", 0, study);
        var (target, first, second) = (new double[Cases], new double[Cases], new double[Cases]);
        for (var i = 0; i < Cases; i++)
            (target[i], first[i], second[i]) = (random.Normal(), random.Normal(), random.Normal());
        var order = Enumerable.Range(0, Cases).ToArray();
        var differences = new List<double>();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            random.Shuffle<int>(order);
            for (var fold = 0; fold < Folds; fold++)
            {
                var test = order.Where((_, place) => place % Folds == fold).ToArray();
                var train = order.Except(test).ToArray();
                differences.Add(Loss(first, target, train, test) - Loss(second, target, train, test));
            }
        }
        return [.. differences];
    }

    private static double Loss(double[] feature, double[] target, int[] train, int[] test)
    {
        var (meanX, meanY) = (train.Average(i => feature[i]), train.Average(i => target[i]));
        var slope = train.Sum(i => (feature[i] - meanX) * (target[i] - meanY)) / train.Sum(i => (feature[i] - meanX) * (feature[i] - meanX));
        return test.Average(i => Math.Pow(target[i] - meanY - slope * (feature[i] - meanX), 2));
    }

    private static IEnumerable<SimulatedRate> Areas(int studies)
    {
        foreach (var each in new[] { 15, 50 })
        {
            yield return SimulatedRate.Of("DeLong, two equal areas", $"binormal, {each} + {each} cases, correlation 0.5", Level, studies, i =>
            {
                var random = new SeededRandom(14, "errors", each, i);
                var (a, b, positive) = (new double[2 * each], new double[2 * each], new bool[2 * each]);
                for (var k = 0; k < 2 * each; k++)
                {
                    positive[k] = k < each;
                    var common = (positive[k] ? 1.2 : 0) + Math.Sqrt(0.5) * random.Normal();
                    (a[k], b[k]) = (common + Math.Sqrt(0.5) * random.Normal(), common + Math.Sqrt(0.5) * random.Normal());
                }
                return DeLong.Compare(a, b, positive).P <= Level;
            });
        }
    }

    /// <summary>The truth lies exactly on the margin, where a test may succeed with its level.</summary>
    private static IEnumerable<SimulatedRate> Margins(int studies)
    {
        const double Margin = 0.5, OneSided = 0.025;
        foreach (var patients in new[] { 8, 30 })
        {
            yield return SimulatedRate.Of("non-inferiority on patients' means", $"at the margin, {patients} patients × 3 lesions, ρ 0.5", OneSided, studies, i =>
            {
                var (values, groups) = Samples.Clustered(new(15, "errors", patients, i), patients, 3, 0.5, -Margin);
                return NonInferiority.Test(PatientMeans.Of(values, groups), Margin).Shown;
            });
            yield return SimulatedRate.Of("non-inferiority on lesions (wrong)", $"at the margin, {patients} patients × 3 lesions, ρ 0.5", OneSided, studies, i =>
                NonInferiority.Test(Samples.Clustered(new(15, "errors", patients, i), patients, 3, 0.5, -Margin).Values, Margin).Shown);
        }
        yield return SimulatedRate.Of("equivalence (TOST)", "at the margin, 40 patients", Level, studies, i =>
            NonInferiority.Equivalence(Samples.Clustered(new(16, "errors", 40, i), 40, 1, 0, Margin).Values, Margin).Shown);
    }
}
