using Seno.Core;

namespace Seno.Studies;

/// <summary>The cases that a run's folds held out.</summary>
internal static class ValidationCases
{
    /// <param name="run">With splits.json.</param>
    /// <param name="fold">From 0.</param>
    /// <exception cref="DataException">No splits, or fewer folds.</exception>
    public static IReadOnlyList<string> Of(RunFolder run, int fold) => run.ReadSplits([fold])[fold].Val;

    /// <param name="predictions">A folder.</param>
    /// <returns>What training left there when it is RUN/fold_K/predictions; null for any other folder.</returns>
    public static IReadOnlyList<string>? OfPredictions(string predictions)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(predictions));
        return Path.GetFileName(full) == "predictions" && RunFolder.FoldOf(Path.GetDirectoryName(full)!) is { } found
            && File.Exists(found.Run.SplitsFile)
            ? Of(found.Run, found.Fold)
            : null;
    }
}
