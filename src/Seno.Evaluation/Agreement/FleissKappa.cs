namespace Seno.Evaluation.Agreement;

/// <summary>Agreement of several raters on categories, beyond chance (Fleiss, Psychological Bulletin 76, 1971).</summary>
public static class FleissKappa
{
    /// <param name="counts">Of the same categories and number of raters throughout.</param>
    /// <returns>(P̄ − P̄ₑ)/(1 − P̄ₑ); not defined without items, for one rater, or where all raters always gave one category.</returns>
    /// <exception cref="ArgumentException">The number of raters differs from item to item.</exception>
    public static Coefficient Of(IReadOnlyList<RatingCounts> counts)
    {
        var rated = counts.Where(item => item.Items > 0).ToArray();
        if (rated.Length == 0)
            return Coefficient.None("nothing was rated");
        var raters = rated[0].Raters;
        if (rated.Any(item => item.Raters != raters))
            throw new ArgumentException("every item needs the same number of raters; Krippendorff's alpha does not", nameof(counts));
        if (raters < 2)
            return Coefficient.None("one rater has nobody to agree with");
        var items = rated.Sum(item => (double)item.Items);
        var observed = rated.Sum(item => item.Items * item.Votes.Sum(votes => votes * (votes - 1.0))) / (items * raters * (raters - 1));
        var expected = Enumerable.Range(0, rated[0].Votes.Count).Sum(category => Math.Pow(rated.Sum(item => (double)item.Items * item.Votes[category]) / (items * raters), 2));
        return expected >= 1 ? Coefficient.None("all raters always gave the same category") : new((observed - expected) / (1 - expected));
    }
}
