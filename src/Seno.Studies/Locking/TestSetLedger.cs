using System.Security.Cryptography;
using System.Text;
using Seno.Core;

namespace Seno.Studies.Locking;

/// <summary>analysis-ledger.json beside the plan: every evaluation that touched the locked test set, in order.</summary>
public static class TestSetLedger
{
    public const string FileName = "analysis-ledger.json";
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <exception cref="DataException">The file is damaged.</exception>
    public static IReadOnlyList<TestSetUse> Read(string dataset) =>
        Path.Combine(dataset, FileName) is var path && File.Exists(path) ? SenoJson.ReadFile<List<TestSetUse>>(path) : [];

    /// <summary>Counts an evaluation, if the references belong to a locked data set and some of its test cases were evaluated.</summary>
    /// <param name="references">The data set, or a folder of label maps within it.</param>
    /// <param name="predicted">Files, by case.</param>
    /// <param name="predictions">Their folder.</param>
    /// <param name="clock">Tells when.</param>
    /// <param name="output">Told what changed since the locking, and how often the test set was used.</param>
    /// <returns>All uses so far; empty where nothing was locked or no test case was evaluated.</returns>
    public static IReadOnlyList<TestSetUse> Count(string references, IReadOnlyDictionary<string, string> predicted, string predictions, TimeProvider clock, StudyOutput output)
    {
        if (LockedDataset(references) is not { } dataset || PlanOf(references) is not { } plan)
            return [];
        var touched = plan.TestCases.Keys.Where(predicted.ContainsKey).Order(StringComparer.Ordinal).ToArray();
        if (touched.Length == 0)
            return [];
        var changes = plan.Changes(dataset);
        foreach (var change in changes)
            output.Warn($"{dataset}: {change}");
        using var held = RunLock.Await(dataset, LongestWait, output, CancellationToken.None);
        var uses = Read(dataset);
        var use = new TestSetUse(uses.Count + 1, clock.GetUtcNow(), Manifest.Version, Path.GetFullPath(predictions), HashTogether(touched, predicted), ModelHash(predictions), touched.Length, plan.TestCases.Count, changes);
        SenoJson.WriteFile(Path.Combine(dataset, FileName), uses.Append(use));
        output.Warn(FormattableString.Invariant($"{dataset}: evaluation {use.Number} of the locked test set is counted in {FileName}"));
        return [.. uses, use];
    }

    /// <returns>Of the data set that the references belong to; null where it is not locked.</returns>
    internal static AnalysisPlan? PlanOf(string references) => LockedDataset(references) is { } dataset ? AnalysisPlan.Of(dataset) : null;

    private static string? LockedDataset(string references)
    {
        var folder = Path.GetFullPath(references);
        return new[] { folder, Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) }.FirstOrDefault(candidate => candidate is not null && File.Exists(Path.Combine(candidate, AnalysisPlan.FileName)));
    }

    private static string HashTogether(string[] cases, IReadOnlyDictionary<string, string> predicted)
    {
        var text = new StringBuilder();
        foreach (var id in cases)
            text.Append(id).Append(' ').Append(HashedFile.HashOf(predicted[id])).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string? ModelHash(string predictions) =>
        Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(predictions))) is { } fold ? HashedFile.HashOf(Path.Combine(fold, "checkpoint_final.safetensors")) : null;
}
