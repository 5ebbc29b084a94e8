using MathNet.Numerics.Distributions;

namespace Seno.Evaluation.Statistics;

/// <summary>Areas under two ROC curves of the same cases (DeLong et al., Biometrics 44, 1988), by mid-ranks in O(n log n) (Sun and Xu, IEEE Signal Processing Letters 21, 2014).</summary>
public static class DeLong
{
    /// <param name="first">Scores of one method, higher for positive cases.</param>
    /// <param name="second">Scores of the other, of the same cases.</param>
    /// <param name="positive">Whether each case is one.</param>
    /// <param name="confidence">Of the intervals. Default 0.95.</param>
    /// <exception cref="ArgumentException">A score is NaN, the lengths differ, or there are fewer than two positive or two negative cases.</exception>
    public static DeLongResult Compare(IReadOnlyList<double> first, IReadOnlyList<double> second, IReadOnlyList<bool> positive, double confidence = 0.95)
    {
        if (first.Count != positive.Count || second.Count != positive.Count)
            throw new ArgumentException("Scores and cases differ in number", nameof(positive));
        var positives = positive.Count(isPositive => isPositive);
        if (positives < 2 || positive.Count - positives < 2)
            throw new ArgumentException("At least two positive and two negative cases are needed", nameof(positive));
        var (areaA, presentA, absentA) = Placements(first, positive);
        var (areaB, presentB, absentB) = Placements(second, positive);
        double Covariance(double[] x, double[] y, double[] u, double[] v) => SampleCovariance(x, y) / x.Length + SampleCovariance(u, v) / u.Length;
        var (varianceA, varianceB) = (Covariance(presentA, presentA, absentA, absentA), Covariance(presentB, presentB, absentB, absentB));
        var covariance = Covariance(presentA, presentB, absentA, absentB);
        var variance = Math.Max(0, varianceA + varianceB - 2 * covariance);
        var quantile = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        var error = variance <= 1e-15 * (varianceA + varianceB) ? 0 : Math.Sqrt(variance);
        var difference = areaA - areaB;
        var z = error > 0 ? difference / error : 0;
        var p = error > 0 ? 2 * Normal.CDF(0, 1, -Math.Abs(z)) : difference == 0 ? 1 : 0;
        return new(Around(areaA, Math.Sqrt(varianceA) * quantile), Around(areaB, Math.Sqrt(varianceB) * quantile), new(difference, difference - error * quantile, difference + error * quantile), z, p);
    }

    /// <summary>Symmetric, cut at 0 and 1. Without variance (an area of exactly 1) the method has no interval.</summary>
    private static Estimate Around(double area, double reach) => reach > 0
        ? new(area, Math.Max(0, area - reach), Math.Min(1, area + reach))
        : Estimate.WithoutInterval(area, "the classes are separated wholly, where this variance is 0");

    /// <summary>Share of the negatives below each positive, and of the positives above each negative, ties counting half.</summary>
    private static (double Area, double[] Present, double[] Absent) Placements(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        var present = scores.Where((_, i) => positive[i]).ToArray();
        var absent = scores.Where((_, i) => !positive[i]).ToArray();
        var all = MidRanks.Of([.. present, .. absent]);
        var (amongPresent, amongAbsent) = (MidRanks.Of(present), MidRanks.Of(absent));
        var above = present.Select((_, i) => (all[i] - amongPresent[i]) / absent.Length).ToArray();
        var below = absent.Select((_, i) => 1 - (all[present.Length + i] - amongAbsent[i]) / present.Length).ToArray();
        return (above.Average(), above, below);
    }

    private static double SampleCovariance(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / (x.Length - 1);
    }
}
