using Seno.Data;

namespace Seno.Studies.Comparisons;

/// <summary>Which cases are of one patient; an evaluation's cases.csv does not say.</summary>
internal static class PatientsOf
{
    /// <param name="evaluations">Folders that are compared.</param>
    /// <returns>The data set that all of them say they were evaluated on, if it is still there; else null.</returns>
    /// <exception cref="Core.DataException">An evaluation.json is damaged.</exception>
    public static string? Recorded(IEnumerable<string> evaluations) =>
        evaluations.Select(folder => EvaluationManifest.Of(folder)?.DatasetFolder).Distinct().ToArray() is [{ } one] ? one : null;

    /// <param name="folder">A data set; null: every case is a patient of its own.</param>
    public static Func<string, string> Dataset(string? folder)
    {
        if (folder is null)
            return id => id;
        var dataset = Data.Dataset.Open(folder);
        var groups = dataset.Cases.Concat(dataset.TestCases).DistinctBy(item => item.Id).ToDictionary(item => item.Id, item => item.Group);
        return id => groups.GetValueOrDefault(id) ?? throw new Core.DataException(folder, $"has no case '{id}', which the evaluations have", "Give the data set that was evaluated on");
    }
}
