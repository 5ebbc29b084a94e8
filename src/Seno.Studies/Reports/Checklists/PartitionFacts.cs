using Seno.Core;
using Seno.Studies.Locking;

namespace Seno.Studies.Reports.Checklists;

/// <summary>What the results say of training, validation and test cases.</summary>
internal static class PartitionFacts
{
    private const int MostValues = 12;

    public static Known? Assignment(ChecklistFacts facts)
    {
        if (facts.Run is not { } run)
            return null;
        var used = run.Folds.Count == 0 ? "" : FormattableString.Invariant($"; reported here: fold {string.Join(", ", run.Folds)}");
        return Known.Part(FormattableString.Invariant($"cross-validation, {run.Splits.Count} folds of splits.json, seed {run.Manifest.Seed}{used}")
            + (facts.Locked is { } plan ? LockedCases(plan, run) : ""));
    }

    /// <summary>Evaluated cases that a fold of the run was trained on: unless that fold did not take part, their results flatter.</summary>
    /// <returns>How many of how many, or null where none is known to have been.</returns>
    public static string? TrainedOn(ChecklistFacts facts, MeasuredCases measured)
    {
        if (facts.Run is not { } run || measured.What == MeasuredCases.HeldOut || measured.Dataset != run.Plan.Dataset)
            return null;
        var folds = run.Folds.Count > 0 ? run.Folds : [.. Enumerable.Range(0, run.Splits.Count)];
        var trained = folds.SelectMany(fold => run.Splits[fold].Train).ToHashSet();
        var overlap = measured.Rows.Select(row => row.Case).Distinct().Count(trained.Contains);
        return overlap == 0 ? null : FormattableString.Invariant($"{overlap} of the {measured.Summary.Cases} {measured.What} are among those that fold {string.Join(", ", folds)} trained on");
    }

    private static string LockedCases(AnalysisPlan plan, TrainedRun run)
    {
        var used = run.Splits.SelectMany(fold => fold.Train.Concat(fold.Val)).ToHashSet();
        var inside = plan.TestCases.Keys.Count(used.Contains);
        return FormattableString.Invariant($"; {plan.TestCases.Count} locked test cases") + (inside == 0 ? ", none of them in the splits" : FormattableString.Invariant($", of which {inside} are in the splits too: the run trained on them or validated with them"));
    }

    public static Known? Level(ChecklistFacts facts)
    {
        if (facts.Run is not { } run || facts.Dataset is not { } dataset)
            return null;
        var groups = dataset.Cases.ToDictionary(item => item.Id, item => item.Group);
        if (!run.Splits.All(fold => fold.Train.Concat(fold.Val).All(groups.ContainsKey)))
            return null;
        var straddling = run.Splits.Count(fold => fold.Val.Select(id => groups[id]).ToHashSet().Overlaps(fold.Train.Select(id => groups[id])));
        var named = dataset.Cases.All(item => item.Metadata.GetValueOrDefault("patient") is { Length: > 0 });
        if (straddling > 0)
            return Known.Part(FormattableString.Invariant($"in {straddling} of {run.Splits.Count} folds a patient or group is on both sides"));
        return named
            ? Known.Whole("patient: in every fold no patient is both trained on and held out (checked against cases.csv)")
            : Known.Part("case, or group where cases.csv has one: no group is both trained on and held out; the patients of all cases are not known");
    }

    public static Known? Flow(ChecklistFacts facts)
    {
        if (facts.Run is not { } run)
            return facts.Measured.Count > 0 ? Known.Part(string.Join("; ", facts.Measured.Select(Evaluated))) : null;
        var cases = run.Splits.SelectMany(fold => fold.Train.Concat(fold.Val)).Distinct().Count();
        var folds = (run.Folds.Count > 0 ? run.Folds : [.. Enumerable.Range(0, run.Splits.Count)]).Select(fold => FormattableString.Invariant($"fold {fold}: {run.Splits[fold].Train.Count} trained on, {run.Splits[fold].Val.Count} held out"));
        return Known.Part(Counted.Of(cases, "case") + " in the splits; " + string.Join(
            "; ",
            folds.Concat(facts.Measured.Select(Evaluated))));
    }

    public static Known? Characteristics(ChecklistFacts facts)
    {
        var columns = facts.Dataset?.Cases.SelectMany(item => item.Metadata.Keys).Distinct()
            .Where(column => column is not ("case" or "patient" or "group"))
            .Select(column => (column, Values: facts.Dataset.Cases.GroupBy(item => item.Metadata.GetValueOrDefault(column) ?? "").OrderBy(group => group.Key, StringComparer.Ordinal).ToArray()))
            .Where(column => column.Values.Length is > 1 and <= MostValues).ToArray() ?? [];
        return columns.Length == 0 ? null : Known.Part("over the whole data set, " + string.Join("; ", columns.Select(column => $"{column.column}: {string.Join(", ", column.Values.Select(group => FormattableString.Invariant($"{(group.Key.Length > 0 ? group.Key : "(empty)")} {group.Count()}")))}")));
    }

    private static string Evaluated(MeasuredCases measured) => FormattableString.Invariant($"{measured.Summary.Cases} {measured.What}");
}
