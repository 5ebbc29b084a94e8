using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom.Series;

/// <summary>What tells the images at each place apart, and the volumes that follow from it.</summary>
/// <param name="Phases">For each volume its frames, one a place.</param>
/// <param name="Times">Seconds after the first volume; null where unknown or where the volumes are no phases.</param>
/// <param name="Rule">The attributes, for people; null for a single volume.</param>
/// <param name="Notes">What contradicts the rule, and why times were left out.</param>
internal sealed record PhaseSeparation(DicomFrame[][] Phases, double[]? Times, string? Rule, IReadOnlyList<string> Notes)
{
    private const int MostCombined = 3;

    /// <param name="places">Places along the normal, each with its frames.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="DataException">Another number of images at one place than at another, or nothing that tells them apart.</exception>
    public static PhaseSeparation Of(IReadOnlyList<List<DicomFrame>> places, string name)
    {
        RequireEqualCounts(places, name);
        var count = places[0].Count;
        if (count == 1)
            return new([[.. places.Select(place => place[0])]], null, null, []);
        var trusted = PhaseRule.Trusted.Select(rule => PhaseRanks.Of(rule, places)).OfType<PhaseRanks>().ToArray();
        var numbered = PhaseRanks.Of(PhaseRule.InstanceNumber, places) is { } numbers ? [numbers] : Array.Empty<PhaseRanks>();
        foreach (var chosen in Combinations(trusted, []).Concat(Combinations(trusted, numbered)))
        {
            if (PhaseRanks.Combined(chosen) is { } order)
                return Sorted(places, order, [.. chosen.Select(ranks => ranks.Rule)]);
        }
        throw Inseparable(places, name);
    }

    private static void RequireEqualCounts(IReadOnlyList<List<DicomFrame>> places, string name)
    {
        var (fewest, most) = (places.MinBy(place => place.Count)!, places.MaxBy(place => place.Count)!);
        if (fewest.Count == most.Count)
            return;
        var odd = places.First(place => place.Count != places[0].Count);
        var there = Text($"has {most.Count} image(s) at {most[0].Depth:0.###} mm along the slice normal");
        throw new DataException(
            name,
            Text($"{there} but {fewest.Count} at {fewest[0].Depth:0.###} mm ({odd[0].Instance.File.Path})"),
            "A slice is missing or doubled: export the series again, or remove the surplus files");
    }

    /// <summary>One rule, then two, then three; among as many, those of the more trusted rules first.</summary>
    private static IEnumerable<PhaseRanks[]> Combinations(PhaseRanks[] rules, PhaseRanks[] last)
    {
        var none = last.Length == 0 ? 1 : 0;
        for (var size = none; size + last.Length <= MostCombined; size++)
        {
            foreach (var chosen in Subsets(rules, 0, size))
                yield return [.. chosen, .. last];
        }
    }

    private static IEnumerable<IEnumerable<PhaseRanks>> Subsets(PhaseRanks[] rules, int from, int size)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }
        for (var i = from; i <= rules.Length - size; i++)
        {
            foreach (var rest in Subsets(rules, i + 1, size - 1))
                yield return rest.Prepend(rules[i]);
        }
    }

    private static PhaseSeparation Sorted(IReadOnlyList<List<DicomFrame>> places, int[][] order, PhaseRule[] rules)
    {
        var ordered = places.Select((
            place,
            p) => place.Index().OrderBy(frame => order[p][frame.Index]).Select(frame => frame.Item).ToArray()).ToArray();
        DicomFrame[][] phases = [.. Enumerable.Range(0, places[0].Count).Select(phase => ordered.Select(place => place[phase]).ToArray())];
        var notes = new List<string>();
        if (rules is [{ Kind: not PhaseRuleKind.Category } only])
            notes.AddRange(Contradictions(places, order, only));
        if (rules.Contains(PhaseRule.InstanceNumber) && places.SelectMany(place => place).DistinctBy(frame => frame.Instance).Take(2).Count() == 1)
            notes.Add(Text($"only the order of the frames in the file tells its {phases.Length} volumes apart: look whether they are right"));
        var times = TimesOf(phases, rules, notes);
        return new(phases, times, string.Join(" and ", rules.Select(rule => rule.Describe(places[0]))), notes);
    }

    /// <summary>Numbers and clocks that sort the images at some place in another way.</summary>
    private static IEnumerable<string> Contradictions(IReadOnlyList<List<DicomFrame>> places, int[][] order, PhaseRule rule)
    {
        foreach (var other in PhaseRule.Clocks.Append(PhaseRule.TemporalPosition).Where(other => other != rule))
        {
            if (PhaseRanks.Of(other, places) is { } ranks && PhaseRanks.Combined([ranks]) is { } suggested && Differs(order, suggested))
                yield return Contradiction(other, rule);
        }
        // the frames of one object may be in any order
        var objects = places.SelectMany(place => place).DistinctBy(frame => frame.Instance).Take(2).Count();
        if (rule != PhaseRule.InstanceNumber && objects > 1 && PhaseRanks.Alone(
            PhaseRule.InstanceNumber,
            places) is { } numbers && Differs(order, numbers))
            yield return Contradiction(PhaseRule.InstanceNumber, rule);
    }

    private static string Contradiction(PhaseRule other, PhaseRule rule) =>
        $"the {other.Name} suggests another order of the volumes than the {rule.Name}, which is followed";

    private static bool Differs(int[][] a, int[][] b) => !a.Zip(b).All(place => place.First.AsSpan().SequenceEqual(place.Second));

    /// <summary>
    /// Of the clock that tells the volumes apart; where a position or a number does, of the first clock that rises with it.
    /// </summary>
    private static double[]? TimesOf(DicomFrame[][] phases, PhaseRule[] rules, List<string> notes)
    {
        if (rules is [{ Kind: PhaseRuleKind.Clock } clock])
            return Rising(phases, clock);
        if (rules.Any(rule => rule.Kind == PhaseRuleKind.Clock))
            notes.Add("several volumes share one time, so times are left out");
        if (rules is not [{ Kind: PhaseRuleKind.Position or PhaseRuleKind.Count }])
            return null;
        if (PhaseRule.Clocks.Select(each => Rising(phases, each)).FirstOrDefault(times => times is not null) is { } found)
            return found;
        if (PhaseRule.Clocks.FirstOrDefault(each => phases.All(phase => phase.All(frame => each.Number(frame) is not null))) is { } stated)
            notes.Add($"the {stated.Name} does not rise from volume to volume, so times are left out");
        return null;
    }

    /// <returns>When each phase starts, with its earliest slice, after the first phase; null where that does not rise.</returns>
    internal static double[]? Rising(DicomFrame[][] phases, PhaseRule clock)
    {
        if (phases.Any(phase => phase.Any(frame => clock.Number(frame) is null)))
            return null;
        var starts = phases.Select(phase => phase.Min(frame => clock.Number(frame)!.Value)).ToArray();
        for (var i = 1; i < starts.Length; i++)
        {
            if (starts[i] <= starts[i - 1])
                return null;
        }
        return [.. starts.Select(start => start - starts[0])];
    }

    private static DataException Inseparable(IReadOnlyList<List<DicomFrame>> places, string name)
    {
        var place = places[0];
        var there = Text($"has {place.Count} images at {place[0].Depth:0.###} mm along the slice normal");
        var looked = string.Join(", ", PhaseRule.Trusted.Append(PhaseRule.InstanceNumber).Select(rule => rule.Name.Split(" (")[0]));
        var files = string.Join(", ", place.Take(3).Select(frame => frame.Instance.File.Path).Distinct()) + (place.Count > 3 ? ", …" : "");
        return new(
            name,
            $"{there} and nothing that orders them in the same way at every place ({files}; looked at {looked})",
            "Remove copies, put the images of one volume into a folder of their own, or export the series with temporal positions");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
