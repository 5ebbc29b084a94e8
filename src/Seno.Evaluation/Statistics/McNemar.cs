namespace Seno.Evaluation.Statistics;

/// <summary>Do two methods fail equally often on the same cases? McNemar's test (Psychometrika 12, 1947), exact, with a patient's cases kept together.</summary>
/// <remarks>
/// Under the null hypothesis the two methods may change places within any patient, so a patient's difference in failures has either sign with
/// probability ½. With one case a patient this is McNemar's exact test; keeping patients together is our addition.
/// </remarks>
public static class McNemar
{
    /// <param name="first">Whether the first method failed, one a case.</param>
    /// <param name="second">Whether the second did.</param>
    /// <param name="groups">Patient of each case. Null: each case by itself.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static McNemarResult Test(IReadOnlyList<bool> first, IReadOnlyList<bool> second, IReadOnlyList<string>? groups = null)
    {
        if (second.Count != first.Count || groups is not null && groups.Count != first.Count)
            throw new ArgumentException("Every case needs an outcome of both methods, and a group", nameof(second));
        var differences = Enumerable.Range(0, first.Count)
            .GroupBy(i => groups is null ? i.ToString(System.Globalization.CultureInfo.InvariantCulture) : groups[i], i => (first[i] ? 1 : 0) - (second[i] ? 1 : 0))
            .Select(group => group.Sum())
            .ToArray();
        return new(
            Enumerable.Range(0, first.Count).Count(i => first[i] && !second[i]),
            Enumerable.Range(0, first.Count).Count(i => second[i] && !first[i]),
            TwoSided(differences));
    }

    private static double TwoSided(int[] differences)
    {
        var larger = Math.Max(differences.Where(difference => difference > 0).Sum(), -differences.Where(difference => difference < 0).Sum());
        var sums = SignedRankDistribution.Of([.. differences.Select(difference => (double)Math.Abs(difference))]);
        return Math.Min(1, 2 * sums.Skip(2 * larger).Sum());
    }
}
