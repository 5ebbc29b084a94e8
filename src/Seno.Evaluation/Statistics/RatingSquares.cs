namespace Seno.Evaluation.Statistics;

/// <summary>Mean squares of a two-way table without repeats, the analysis of variance under an intraclass correlation.</summary>
/// <param name="N">Cases.</param>
/// <param name="K">Raters.</param>
/// <param name="Cases">Between cases, N − 1 degrees of freedom.</param>
/// <param name="Raters">Between raters, K − 1.</param>
/// <param name="Within">Within cases, N(K − 1).</param>
/// <param name="Error">What cases and raters leave, (N − 1)(K − 1).</param>
internal sealed record RatingSquares(int N, int K, double Cases, double Raters, double Within, double Error)
{
    /// <exception cref="ArgumentException">A rating is not finite, rows differ in length, or there are fewer than two cases or raters.</exception>
    public static RatingSquares Of(IReadOnlyList<IReadOnlyList<double>> ratings)
    {
        if (ratings.Count < 2 || ratings[0].Count < 2)
            throw new ArgumentException("An intraclass correlation needs at least two cases and two raters", nameof(ratings));
        var (n, k) = (ratings.Count, ratings[0].Count);
        if (ratings.Any(row => row.Count != k))
            throw new ArgumentException("Every case needs every rater", nameof(ratings));
        if (ratings.Any(row => !row.All(double.IsFinite)))
            throw new ArgumentException("A rating is not finite", nameof(ratings));
        // one value taken off all leaves equal ratings exactly 0
        var table = ratings.Select(row => row.Select(rating => rating - ratings[0][0]).ToArray()).ToArray();
        var grand = table.Sum(row => row.Sum()) / (n * k);
        var means = table.Select(row => row.Average()).ToArray();
        var raters = Enumerable.Range(0, k).Select(j => table.Average(row => row[j])).ToArray();
        var caseSum = k * means.Sum(mean => (mean - grand) * (mean - grand));
        var raterSum = n * raters.Sum(mean => (mean - grand) * (mean - grand));
        var withinSum = table.Zip(means, (row, mean) => row.Sum(rating => (rating - mean) * (rating - mean))).Sum();
        var errorSum = table.Select((row, i) => row.Select((rating, j) => rating - means[i] - raters[j] + grand).Sum(residual => residual * residual)).Sum();
        return new(n, k, caseSum / (n - 1), raterSum / (k - 1), withinSum / (n * (k - 1)), Negligible(errorSum, caseSum + withinSum) / ((n - 1) * (k - 1)));
    }

    /// <summary>What rounding alone leaves is no variance.</summary>
    private static double Negligible(double sum, double total) => sum <= 1e-24 * total ? 0 : sum;
}
