using Seno.Core;
using Seno.Evaluation.Statistics;

namespace Seno.Studies.Comparisons;

/// <summary>Ranks of all methods lesion by lesion, and how stable the order is.</summary>
internal static class MethodRanks
{
    private const int Resamples = 2000;

    public static IEnumerable<MethodRank> Of(ComparedEvaluation[] evaluations, (string Case, string Label)[] lesions, string label, string metric, Func<string, string> patient)
    {
        var ranks = lesions.Select(key => MidRanks.Of([.. evaluations.Select(evaluation => -Goodness(evaluation.Rows[key], metric))])).ToArray();
        var patients = lesions.Select(key => patient(key.Case)).ToArray();
        var firsts = FirstShares(ranks, patients, evaluations.Length);
        return evaluations.Select((evaluation, i) => new MethodRank(label, metric, evaluation.Name, BcaBootstrap.Mean([.. ranks.Select(rank => rank[i])], patients), firsts[i]));
    }

    /// <summary>A missed lesion, and one without a value, is the worst possible.</summary>
    private static double Goodness(ComparedRow row, string metric)
    {
        var value = row.Values[metric];
        return row.Missed || double.IsNaN(value) ? double.NegativeInfinity : MetricDirection.Goodness(metric, value);
    }

    /// <summary>Methods that share the best mean rank of a sample share its vote.</summary>
    private static double[] FirstShares(double[][] ranks, string[] patients, int methods)
    {
        var clusters = ranks.Zip(patients).GroupBy(pair => pair.Second).OrderBy(cluster => cluster.Key, StringComparer.Ordinal)
            .Select(cluster => Enumerable.Range(0, methods).Select(method => cluster.Sum(pair => pair.First[method])).ToArray()).ToArray();
        var random = new SeededRandom(1, "rank stability");
        var shares = new double[methods];
        var sums = new double[methods];
        for (var sample = 0; sample < Resamples; sample++)
        {
            Array.Clear(sums);
            for (var i = 0; i < clusters.Length; i++)
            {
                var drawn = clusters[random.Next(clusters.Length)];
                for (var method = 0; method < methods; method++)
                    sums[method] += drawn[method];
            }
            var best = sums.Min();
            var winners = sums.Count(sum => sum <= best + 1e-9);
            for (var method = 0; method < methods; method++)
                shares[method] += sums[method] <= best + 1e-9 ? 1.0 / winners / Resamples : 0;
        }
        return shares;
    }
}
