namespace Seno.Imaging.Operators;

/// <summary>Thresholds that part an image's values into the classes whose means lie furthest apart.</summary>
/// <remarks>
/// Otsu, IEEE Trans. Syst. Man Cybern. 9, 1979; several thresholds after Liao, Chen and Chung, J. Inf. Sci. Eng. 17, 2001, the best
/// found by dynamic programming. Agrees with scikit-image's threshold_otsu and threshold_multiotsu. What is not finite is left out.
/// </remarks>
public static class Otsu
{
    /// <summary>One threshold: a bin's centre, in the image's unit; the upper class is what is greater.</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="bins">Of the histogram.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>The value itself where all are equal.</returns>
    /// <exception cref="ArgumentException">No voxel is finite.</exception>
    public static float Threshold(Volume<float> image, int bins = 256, int threads = 0) => Thresholds(image, 2, bins, threads)[0];

    /// <summary>The thresholds between several classes, rising.</summary>
    /// <param name="classes">At least 2.</param>
    /// <inheritdoc cref="Threshold"/>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two classes, or more than filled bins.</exception>
    public static float[] Thresholds(Volume<float> image, int classes, int bins = 256, int threads = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var (low, high) = ValueRange.Of(image, threads) ?? throw new ArgumentException("no voxel has a finite value", nameof(image));
        if (low == high && classes == 2)
            return [low];
        var histogram = Histogram.Of(image, bins, (low, high), threads);
        var filled = histogram.Counts.Count(count => count > 0);
        if (filled < classes)
            throw new ArgumentOutOfRangeException(nameof(classes), $"{classes} classes need as many filled bins, but only {filled} are");
        return Split(histogram, classes);
    }

    /// <summary>best[bin] is the greatest sum, over the classes so far, of the squared sum of values by their number, if the last class ends with that bin.</summary>
    private static float[] Split(Histogram histogram, int classes)
    {
        var (number, sum) = Cumulative(histogram);
        var bins = number.Length - 1;
        var best = Enumerable.Range(0, bins).Select(end => Between(number, sum, 0, end)).ToArray();
        var ends = new List<int[]>();
        for (var k = 1; k < classes; k++)
        {
            var (next, from) = (new double[bins], new int[bins]);
            for (var end = 0; end < bins; end++)
            {
                next[end] = double.NegativeInfinity;
                for (var before = k - 1; before < end; before++)
                {
                    var value = best[before] + Between(number, sum, before + 1, end);
                    if (value > next[end])
                        (next[end], from[end]) = (value, before);
                }
            }
            best = next;
            ends.Add(from);
        }
        var thresholds = new float[classes - 1];
        var last = bins - 1;
        for (var k = classes - 2; k >= 0; k--)
        {
            last = ends[k][last];
            thresholds[k] = histogram.Centres[last];
        }
        return thresholds;
    }

    private static (double[] Number, double[] Sum) Cumulative(Histogram histogram)
    {
        var centres = histogram.Centres;
        var (number, sum) = (new double[centres.Count + 1], new double[centres.Count + 1]);
        for (var bin = 0; bin < centres.Count; bin++)
        {
            number[bin + 1] = number[bin] + histogram.Counts[bin];
            sum[bin + 1] = sum[bin] + histogram.Counts[bin] * (double)centres[bin];
        }
        return (number, sum);
    }

    private static double Between(double[] number, double[] sum, int first, int last)
    {
        var (n, s) = (number[last + 1] - number[first], sum[last + 1] - sum[first]);
        return n == 0 ? 0 : s * s / n;
    }
}
