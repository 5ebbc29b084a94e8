using System.Globalization;
using Seno.Core;
using Seno.Data.Checking;

namespace Seno.Data;

/// <summary>What training asks of all cases together; of one case, <see cref="Fingerprint"/> asks.</summary>
public static class TrainingNeeds
{
    /// <value>Said of a data set whose cases.csv is absent or names no patient.</value>
    public const string NoPatients = "no patient information: every case counts as a patient of its own";

    /// <param name="folder">Of the data set.</param>
    /// <param name="fingerprint">Of its cases.</param>
    /// <exception cref="DataException">Training would learn nothing, or could not be evaluated.</exception>
    public static void Require(string folder, Fingerprint fingerprint)
    {
        var cases = fingerprint.Geometries.Select((geometry, i) => (geometry.SpacingKnown, i < fingerprint.EmptyReferences)).ToArray();
        if (Of(folder, cases).FirstOrDefault() is { } problem)
            throw new DataException(problem.File, problem.Problem, problem.Cure);
    }

    /// <returns>What is wrong with them together.</returns>
    internal static IEnumerable<DatasetProblem> Of(string folder, IReadOnlyList<(bool SpacingKnown, bool Empty)> cases)
    {
        var unknown = cases.Count(item => !item.SpacingKnown);
        if (unknown > 0 && unknown < cases.Count)
            yield return new(
                ProblemSeverity.Error,
                "spacing",
                null,
                folder,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {unknown} of {cases.Count} cases without a known voxel size, so distances would be part mm, part px"),
                "Store the voxel size in all files, or train on the two kinds apart");
        if (cases.Count > 0 && cases.All(item => item.Empty))
            yield return new(
                ProblemSeverity.Error,
                "empty",
                null,
                Path.Combine(folder, "labelsTr"),
                "has no foreground in any case, so there is nothing to learn",
                "Add cases with lesions, or correct the label maps");
    }
}
