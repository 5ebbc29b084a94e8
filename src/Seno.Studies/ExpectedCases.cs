using Seno.Core;
using Seno.Studies.Locking;

namespace Seno.Studies;

/// <summary>Which cases an evaluation is of. Every one of them must be predicted: those that a failure left out are rarely the easy
/// ones.</summary>
internal static class ExpectedCases
{
    /// <summary>In place of a file or run: the test cases that analysis-plan.json locks.</summary>
    public const string Locked = "locked";

    /// <param name="request">Says which: a file with an id a line, a run or a fold (its validation cases), "locked"; or nothing.</param>
    /// <param name="known">Cases that have a reference.</param>
    /// <returns>Without a word said, all that have a reference; of predictions in a run's fold, the cases that it held out.</returns>
    /// <exception cref="DataException">None, or one without a reference.</exception>
    public static IReadOnlyList<string> Of(EvaluateRequest request, IReadOnlyCollection<string> known)
    {
        if ((request.Cases is null ? ValidationCases.OfPredictions(request.Predictions)
            : Asked(request.Cases, request.References)) is not { } wanted)
            return [.. known.Order(StringComparer.Ordinal)];
        string[] ids = [.. wanted.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (ids.Length == 0)
            throw new DataException("--cases", $"'{request.Cases}' names no case", "Name at least one");
        return ids.Except(known).ToArray() is { Length: > 0 } unknown
            ? throw new DataException(request.References, $"has no reference for {Counted.Names(unknown)}",
                "Give the data set or folder that the cases belong to")
            : ids;
    }

    private static IEnumerable<string> Asked(string cases, string references)
    {
        if (Directory.Exists(cases))
        {
            var (run, folds) = RunFolder.Find(cases);
            return folds.SelectMany(fold => ValidationCases.Of(run, fold));
        }
        if (File.Exists(cases))
            return CaseList.Read(cases);
        if (cases == Locked)
            return TestSetLedger.PlanOf(references)?.TestCases.Keys
                ?? throw new DataException("--cases", $"{references} has no locked test cases",
                "Lock them with 'seno lock', or name the cases");
        throw new DataException("--cases", $"'{cases}' is no file, run or fold",
            $"Give a file with a case id a line, a run or one of its folds (its validation cases), or '{Locked}'");
    }
}
