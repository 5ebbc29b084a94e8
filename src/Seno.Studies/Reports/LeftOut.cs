using System.Globalization;
using Seno.Evaluation;

namespace Seno.Studies.Reports;

/// <summary>What a report says of voxels that nobody annotated.</summary>
public static class LeftOut
{
    /// <returns>"12,345 voxels were not annotated and are left out", or null where all were.</returns>
    public static string? Words(long? voxels) => voxels is > 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{voxels} voxel{(voxels == 1 ? " was" : "s were")} not annotated and {(voxels == 1 ? "is" : "are")} left out")
        : null;

    internal static IEnumerable<KeyValuePair<string, string>> Of(EvaluationSummary summary)
    {
        if (Words(summary.IgnoredVoxels) is { } words)
            yield return new("not annotated", words + " of every metric");
    }
}
