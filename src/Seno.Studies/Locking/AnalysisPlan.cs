using Seno.Core;
using Seno.Data;

namespace Seno.Studies.Locking;

/// <summary>analysis-plan.json in a data set: what was fixed before the test set was looked at.</summary>
/// <param name="Seno">Version that wrote it.</param>
/// <param name="Locked">When, UTC.</param>
/// <param name="Dataset">Name of the data set.</param>
/// <param name="Splits">Splits that training is held to; null where none were given.</param>
/// <param name="Margin">Non-inferiority margin, in the first metric's unit; null where none was given.</param>
/// <param name="Metrics">What is to be compared, the primary one first.</param>
/// <param name="TestCases">SHA-256 of every file of every test case, by path within the data set, by case.</param>
public sealed record AnalysisPlan(string Seno, DateTimeOffset Locked, string Dataset, HashedFile? Splits, double? Margin, IReadOnlyList<string> Metrics, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> TestCases)
{
    public const string FileName = LockedCases.FileName;

    /// <returns>Null where the data set is not locked.</returns>
    /// <exception cref="DataException">The file is damaged.</exception>
    public static AnalysisPlan? Of(string dataset) =>
        Path.Combine(dataset, FileName) is var path && File.Exists(path) ? SenoJson.ReadFile<AnalysisPlan>(path) : null;

    /// <summary>What no longer is as it was locked.</summary>
    /// <returns>A sentence for each; empty where nothing changed.</returns>
    public IReadOnlyList<string> Changes(string dataset)
    {
        var changes = new List<string>();
        if (Splits is not null && HashedFile.HashOf(Path.IsPathRooted(Splits.Path) ? Splits.Path : Path.Combine(dataset, Splits.Path)) is var splits && splits != Splits.Sha256)
            changes.Add($"the splits ({Splits.Path}) {(splits is null ? "are gone" : "were changed")} after they were locked");
        foreach (var (id, files) in TestCases)
        {
            foreach (var (file, hash) in files)
            {
                if (HashedFile.HashOf(Path.Combine(dataset, file)) is var now && now != hash)
                    changes.Add($"test case {id}: {file} {(now is null ? "is gone" : "was changed")} after it was locked");
            }
        }
        return changes;
    }
}
