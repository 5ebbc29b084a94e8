using Seno.Core;
using Seno.Data;

namespace Seno.Studies;

/// <summary>The cases that a run's folds held out.</summary>
internal static class ValidationCases
{
    /// <param name="run">With splits.json.</param>
    /// <param name="fold">From 0.</param>
    /// <exception cref="DataException">No splits, or fewer folds.</exception>
    public static IReadOnlyList<string> Of(RunFolder run, int fold)
    {
        var splits = SenoJson.ReadFile<List<Fold>>(run.SplitsFile);
        return fold >= 0 && fold < splits.Count && splits[fold]?.Val is { } held
            ? held
            : throw new DataException(run.SplitsFile, $"has no validation cases of fold {fold}", "Use the splits that the run was trained with");
    }

    /// <param name="predictions">A folder.</param>
    /// <returns>What training left there when it is RUN/fold_K/predictions; null for any other folder.</returns>
    public static IReadOnlyList<string>? OfPredictions(string predictions)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(predictions));
        return Path.GetFileName(full) == "predictions" && RunFolder.FoldOf(Path.GetDirectoryName(full)!) is { } found && File.Exists(found.Run.SplitsFile)
            ? Of(found.Run, found.Fold)
            : null;
    }
}
