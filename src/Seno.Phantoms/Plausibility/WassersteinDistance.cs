namespace Seno.Phantoms.Plausibility;

/// <summary>How far one distribution must be moved to become another: the 1-Wasserstein distance of two samples of numbers.</summary>
public static class WassersteinDistance
{
    /// <summary>∫ |F⁻¹(p) − G⁻¹(p)| dp over the samples' step-like quantile functions, in the values' own unit.</summary>
    /// <param name="first">In any order.</param>
    /// <param name="second">In any order; of any length.</param>
    /// <exception cref="ArgumentException">A sample is empty.</exception>
    public static double Of(IEnumerable<double> first, IEnumerable<double> second)
    {
        var (one, other) = (first.Order().ToArray(), second.Order().ToArray());
        if (one.Length == 0 || other.Length == 0)
            throw new ArgumentException("a distance needs two samples that are not empty", one.Length == 0 ? nameof(first) : nameof(second));
        var (distance, reached, i, j) = (0.0, 0.0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            var next = Math.Min((i + 1.0) / one.Length, (j + 1.0) / other.Length);
            distance += (next - reached) * Math.Abs(one[i] - other[j]);
            reached = next;

            // in whole numbers, so that rounding cannot let a step be taken twice
            var (left, right) = ((long)(i + 1) * other.Length, (long)(j + 1) * one.Length);
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }
        return distance;
    }
}
