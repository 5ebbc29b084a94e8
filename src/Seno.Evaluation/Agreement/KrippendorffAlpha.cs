namespace Seno.Evaluation.Agreement;

/// <summary>Krippendorff's alpha for nominal categories (Krippendorff, Computing Krippendorff's alpha-reliability, 2011): raters may be missing at some items.</summary>
public static class KrippendorffAlpha
{
    /// <param name="counts">Of the same categories; items with fewer than two ratings say nothing and are left out.</param>
    /// <returns>1 − observed/expected disagreement; not defined where nothing was rated twice, or only one category ever given.</returns>
    public static Coefficient Of(IReadOnlyList<RatingCounts> counts)
    {
        var rated = counts.Where(item => item.Items > 0 && item.Raters >= 2).ToArray();
        if (rated.Length == 0)
            return Coefficient.None("nothing was rated by two raters");
        var totals = Enumerable.Range(0, rated[0].Votes.Count).Select(category => rated.Sum(item => (double)item.Items * item.Votes[category])).ToArray();
        var all = totals.Sum();
        var expected = (all * all - totals.Sum(total => total * total)) / (all * (all - 1));
        if (expected <= 0)
            return Coefficient.None("all raters always gave the same category");
        var observed = rated.Sum(item => item.Items * ((double)item.Raters * item.Raters - item.Votes.Sum(votes => (double)votes * votes)) / (item.Raters - 1)) / all;
        return new(1 - observed / expected);
    }
}
