using MathNet.Numerics.Distributions;
using Seno.Core;

namespace Seno.Evaluation.Statistics;

/// <summary>Bias-corrected and accelerated bootstrap (Efron, JASA 82, 1987) that resamples patients, not images: several images of one patient are not independent.</summary>
/// <remarks>
/// The acceleration is from a jackknife over patients. Where the statistic or one of the jackknife's is infinite neither correction is defined,
/// and the interval is the percentile one.
/// </remarks>
public static class BcaBootstrap
{
    public const int DefaultResamples = 2000;

    /// <summary>Of a plain mean.</summary>
    /// <param name="values">One a case; infinite ones make the mean of every resample that holds them infinite.</param>
    /// <param name="groups">Patient of each value.</param>
    /// <param name="confidence">Of the interval. Default 0.95.</param>
    /// <param name="seed">Of the resampling.</param>
    /// <param name="resamples">Default 2000.</param>
    /// <exception cref="ArgumentException">A value is NaN, there are none, or the lengths differ.</exception>
    public static Estimate Mean(IReadOnlyList<double> values, IReadOnlyList<string> groups, double confidence = 0.95, ulong seed = 1, int resamples = DefaultResamples)
    {
        var clusters = Clusters(values, groups).Select(cluster => (Sum: cluster.Sum(i => values[i]), Count: cluster.Length)).ToArray();
        return Interval(clusters.Length, drawn =>
        {
            var (sum, count) = (0.0, 0);
            foreach (var i in drawn)
            {
                sum += clusters[i].Sum;
                count += clusters[i].Count;
            }
            return sum / count;
        }, confidence, seed, resamples);
    }

    /// <summary>Of any statistic.</summary>
    /// <param name="values">One a case, or one a pair.</param>
    /// <param name="groups">Patient of each.</param>
    /// <param name="statistic">Of at least one value, in any order.</param>
    /// <param name="confidence">Of the interval. Default 0.95.</param>
    /// <param name="seed">Of the resampling.</param>
    /// <param name="resamples">Default 2000.</param>
    /// <exception cref="ArgumentException">A value is NaN, there are none, or the lengths differ.</exception>
    public static Estimate Of(IReadOnlyList<double> values, IReadOnlyList<string> groups, Func<IReadOnlyList<double>, double> statistic, double confidence = 0.95, ulong seed = 1, int resamples = DefaultResamples)
    {
        var clusters = Clusters(values, groups).Select(cluster => cluster.Select(i => values[i]).ToArray()).ToArray();
        var sample = new List<double>(values.Count);
        return Interval(clusters.Length, drawn =>
        {
            sample.Clear();
            foreach (var i in drawn)
                sample.AddRange(clusters[i]);
            return statistic(sample);
        }, confidence, seed, resamples);
    }

    /// <summary>Of a function of sums over cases, such as a ratio of two: each patient's sums are added up once.</summary>
    /// <param name="sums">One a case, all of one length.</param>
    /// <param name="groups">Patient of each case.</param>
    /// <param name="statistic">Of the sums over all cases drawn.</param>
    /// <param name="confidence">Of the interval. Default 0.95.</param>
    /// <param name="seed">Of the resampling.</param>
    /// <param name="resamples">Default 2000.</param>
    /// <exception cref="ArgumentException">There are none, or the lengths differ.</exception>
    public static Estimate OfSums(IReadOnlyList<double[]> sums, IReadOnlyList<string> groups, Func<double[], double> statistic, double confidence = 0.95, ulong seed = 1, int resamples = DefaultResamples)
    {
        var clusters = Clusters([.. sums.Select(_ => 0.0)], groups).Select(cluster => Total([.. cluster.Select(i => sums[i])])).ToArray();
        var total = new double[clusters[0].Length];
        return Interval(clusters.Length, drawn =>
        {
            Array.Clear(total);
            foreach (var i in drawn)
                Add(clusters[i], total);
            return statistic(total);
        }, confidence, seed, resamples);
    }

    private static double[] Total(double[][] sums)
    {
        var total = new double[sums[0].Length];
        foreach (var each in sums)
            Add(each, total);
        return total;
    }

    private static void Add(double[] sums, double[] total)
    {
        for (var i = 0; i < total.Length; i++)
            total[i] += sums[i];
    }

    private static int[][] Clusters(IReadOnlyList<double> values, IReadOnlyList<string> groups)
    {
        if (values.Count == 0 || values.Count != groups.Count || values.Any(double.IsNaN))
            throw new ArgumentException("Values that are numbers are needed, each with its group", nameof(values));
        return [.. Enumerable.Range(0, values.Count).GroupBy(i => groups[i]).OrderBy(cluster => cluster.Key, StringComparer.Ordinal).Select(cluster => cluster.ToArray())];
    }

    private static Estimate Interval(int clusters, Func<int[], double> statistic, double confidence, ulong seed, int resamples)
    {
        var value = statistic([.. Enumerable.Range(0, clusters)]);
        if (clusters < 2)
            return Estimate.WithoutInterval(value, "one patient or group");
        var random = new SeededRandom(seed, "bootstrap");
        var drawn = new int[clusters];
        var resampled = new double[resamples];
        for (var sample = 0; sample < resamples; sample++)
        {
            for (var i = 0; i < clusters; i++)
                drawn[i] = random.Next(clusters);
            resampled[sample] = statistic(drawn);
        }
        Array.Sort(resampled);
        var (bias, acceleration) = Corrections(value, resampled, clusters, statistic);
        var tail = (1 - confidence) / 2;
        return new(value, Quantile(resampled, Corrected(tail, bias, acceleration)), Quantile(resampled, Corrected(1 - tail, bias, acceleration)));
    }

    private static (double Bias, double Acceleration) Corrections(double value, double[] sorted, int clusters, Func<int[], double> statistic)
    {
        var without = Jackknife(clusters, statistic);
        if (!double.IsFinite(value) || !without.All(double.IsFinite))
            return (0, 0);
        // sums in another order differ in the last digits, and equal values must count as equal
        var tolerance = 1e-12 * Math.Abs(value);
        var below = sorted.Count(resampled => resampled < value - tolerance) + 0.5 * sorted.Count(resampled => Math.Abs(resampled - value) <= tolerance);
        var share = Math.Clamp(below / sorted.Length, 0.5 / sorted.Length, 1 - 0.5 / sorted.Length);
        var mean = without.Average();
        var squares = without.Sum(left => (mean - left) * (mean - left));
        var cubes = without.Sum(left => (mean - left) * (mean - left) * (mean - left));
        return (Normal.InvCDF(0, 1, share), squares > tolerance * tolerance ? cubes / (6 * Math.Pow(squares, 1.5)) : 0);
    }

    /// <summary>The statistic without each cluster in turn.</summary>
    private static double[] Jackknife(int clusters, Func<int[], double> statistic)
    {
        var kept = Enumerable.Range(0, clusters - 1).ToArray();
        var without = new double[clusters];
        without[^1] = statistic(kept);
        for (var left = 0; left < clusters - 1; left++)
        {
            kept[left] = clusters - 1;
            without[left] = statistic(kept);
            kept[left] = left;
        }
        return without;
    }

    private static double Corrected(double probability, double bias, double acceleration)
    {
        var shifted = bias + Normal.InvCDF(0, 1, probability);
        return Normal.CDF(0, 1, bias + shifted / (1 - acceleration * shifted));
    }

    /// <summary>An order statistic, not an interpolation: there may be infinities beside it.</summary>
    private static double Quantile(double[] sorted, double probability)
    {
        var place = probability * (sorted.Length + 1) - 1;
        return sorted[Math.Clamp((int)(probability < 0.5 ? Math.Floor(place) : Math.Ceiling(place)), 0, sorted.Length - 1)];
    }
}
