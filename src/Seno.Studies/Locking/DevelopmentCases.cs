using Seno.Core;
using Seno.Data;

namespace Seno.Studies.Locking;

/// <summary>What a training may see of a data set: all of it, or all but the patients whose cases are locked for testing.</summary>
internal static class DevelopmentCases
{
    private const string Cure = "Choose another run folder: a model that saw test cases cannot be tested on them";

    /// <param name="dataset">Locked or not.</param>
    /// <param name="warn">Told how many cases are left out.</param>
    /// <exception cref="DataException">The plan is damaged, or nothing is left.</exception>
    public static IReadOnlyList<Case> Of(Dataset dataset, Action<string>? warn)
    {
        if (AnalysisPlan.Of(dataset.Folder) is not { } plan)
            return dataset.Cases;
        var tested = TestedGroups(dataset, plan);
        var left = dataset.Cases.Where(item => !tested.Contains(item.Group)).ToArray();
        if (left.Length == 0)
            throw new DataException(dataset.Folder, "has no training case whose patient is not locked for testing", "Add cases, or lock fewer in a copy of the data set");
        if (left.Length < dataset.Cases.Count)
            warn?.Invoke($"{dataset.Folder}: {dataset.Cases.Count - left.Length} of {Counted.Of(dataset.Cases.Count, "case")} {(dataset.Cases.Count - left.Length == 1 ? "is" : "are")} left out, as {AnalysisPlan.FileName} locks them, or their patients, for testing");
        return left;
    }

    /// <summary>The splits a locked data set is held to.</summary>
    /// <returns>Their file; null where none were locked.</returns>
    /// <exception cref="DataException">They are gone or were changed.</exception>
    public static string? LockedSplits(Dataset dataset)
    {
        if (AnalysisPlan.Of(dataset.Folder)?.Splits is not { } locked)
            return null;
        var file = Path.IsPathRooted(locked.Path) ? locked.Path : Path.Combine(dataset.Folder, locked.Path);
        return HashedFile.HashOf(file) == locked.Sha256
            ? file
            : throw new DataException(file, "is gone or was changed after it was locked", $"Restore it; {AnalysisPlan.FileName} holds its hash");
    }

    /// <exception cref="DataException">A fold trains on or validates with a case whose patient is locked for testing.</exception>
    public static void Check(Splits splits, string file, Dataset dataset)
    {
        if (AnalysisPlan.Of(dataset.Folder) is not { } plan)
            return;
        var tested = TestedGroups(dataset, plan);
        var groups = dataset.Cases.ToDictionary(item => item.Id, item => item.Group);
        if (splits.Folds.SelectMany(fold => fold.Train.Concat(fold.Val)).FirstOrDefault(id => tested.Contains(groups[id])) is { } leaking)
            throw new DataException(file, $"trains or validates on '{leaking}', which {AnalysisPlan.FileName} locks, or its patient, for testing", Cure);
    }

    /// <summary>By cases.csv, which knows the patients of test images that are kept elsewhere too.</summary>
    private static HashSet<string> TestedGroups(Dataset dataset, AnalysisPlan plan)
    {
        var table = CaseTable.Read(Path.Combine(dataset.Folder, "cases.csv"));
        return [.. plan.TestCases.Keys.Select(id => Case.GroupOf(id, table.GetValueOrDefault(id) ?? new Dictionary<string, string>()))];
    }
}
