namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>One rule, accepted: at every place its values fall into as many equal groups, and the groups are the same everywhere.</summary>
/// <param name="Rule">The attribute.</param>
/// <param name="Groups">Distinct values at each place: 2 or more.</param>
/// <param name="Ranks">For each place and frame the group, from 0.</param>
internal sealed record PhaseRanks(PhaseRule Rule, int Groups, int[][] Ranks)
{
    /// <returns>Null where a frame lacks the attribute, or the groups are unequal, or not the same at every place.</returns>
    public static PhaseRanks? Of(PhaseRule rule, IReadOnlyList<List<DicomFrame>> places)
    {
        if (rule.Keys(places) is not { } keys)
            return null;
        var values = keys.Select(place => place.Distinct().Order().ToArray()).ToArray();
        var groups = values[0].Length;
        if (groups < 2 || values.Any(place => place.Length != groups))
            return null;
        var ranks = keys.Select((place, p) => place.Select(key => Array.BinarySearch(values[p], key)).ToArray()).ToArray();
        if (ranks.Any(place => place.CountBy(rank => rank).Any(group => group.Value * groups != place.Length)))
            return null;
        var accepted = rule.Kind switch
        {
            PhaseRuleKind.Clock => Apart(values, groups),
            PhaseRuleKind.Count => Apart(values, groups) || PlaceAfterPlace(values),
            _ => values.All(place => place.AsSpan().SequenceEqual(values[0])),
        };
        return accepted ? new(rule, groups, ranks) : null;
    }

    /// <returns>
    /// For each place and frame its volume by one rule alone, with no demand on other places; null where the rule does not tell two frames
    /// apart.
    /// </returns>
    public static int[][]? Alone(PhaseRule rule, IReadOnlyList<List<DicomFrame>> places) =>
        rule.Keys(places) is { } keys && keys.All(place => place.Distinct().Count() == place.Length)
            ? [.. keys.Select(place => place.Select(key => place.Count(other => other < key)).ToArray())]
            : null;

    /// <returns>
    /// For each place and frame its volume, by the first rule and within it by the next; null where two frames are alike, or another place
    /// holds others.
    /// </returns>
    public static int[][]? Combined(IReadOnlyList<PhaseRanks> rules)
    {
        var places = rules[0].Ranks.Length;
        var codes = new int[places][];
        int[]? known = null;
        for (var p = 0; p < places; p++)
        {
            codes[p] = [.. Enumerable.Range(
                0,
                rules[0].Ranks[p].Length).Select(frame => rules.Aggregate(0, (code, rule) => code * rule.Groups + rule.Ranks[p][frame]))];
            int[] sorted = [.. codes[p].Order()];
            known ??= sorted;
            if (!sorted.AsSpan().SequenceEqual(known) || sorted.Distinct().Count() != sorted.Length)
                return null;
        }
        return [.. codes.Select(place => place.Select(code => Array.BinarySearch(known!, code)).ToArray())];
    }

    /// <summary>The last of a group, wherever it lies, comes before the first of the next.</summary>
    private static bool Apart(double[][] values, int groups) =>
        Enumerable.Range(1, groups - 1).All(group => values.Max(place => place[group - 1]) < values.Min(place => place[group]));

    private static bool PlaceAfterPlace(double[][] values)
    {
        var sorted = values.OrderBy(place => place[0]).ToArray();
        return Enumerable.Range(1, sorted.Length - 1).All(p => sorted[p - 1][^1] < sorted[p][0]);
    }
}
