using Seno.Core;

namespace Seno.Evaluation.Statistics;

/// <summary>Percentile bootstrap of a mean that resamples groups, not cases: several images of one patient are not independent.</summary>
public static class ClusterBootstrap
{
    /// <param name="values">One a case. An infinite value makes the mean of every resample that holds it infinite.</param>
    /// <param name="groups">Group of each value.</param>
    /// <param name="seed">Of the resampling.</param>
    /// <param name="resamples">Default 2000.</param>
    /// <returns>2.5th and 97.5th percentile of the resampled mean; NaN without values, the value itself twice for one group.</returns>
    public static (double Low, double High) Interval95(IReadOnlyList<double> values, IReadOnlyList<string> groups, ulong seed = 1, int resamples = 2000)
    {
        if (values.Count == 0)
            return (double.NaN, double.NaN);
        var clusters = values.Zip(groups).GroupBy(pair => pair.Second).OrderBy(cluster => cluster.Key, StringComparer.Ordinal)
            .Select(cluster => (Sum: cluster.Sum(pair => pair.First), Count: cluster.Count())).ToArray();
        var random = new SeededRandom(seed, "bootstrap");
        var means = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            var (sum, count) = (0.0, 0);
            for (var j = 0; j < clusters.Length; j++)
            {
                var cluster = clusters[random.Next(clusters.Length)];
                sum += cluster.Sum;
                count += cluster.Count;
            }
            means[i] = sum / count;
        }
        Array.Sort(means);
        return (means[(int)(0.025 * (resamples - 1))], means[(int)Math.Ceiling(0.975 * (resamples - 1))]);
    }
}
