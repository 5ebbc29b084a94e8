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
        var unknown = fingerprint.Geometries.Count(geometry => !geometry.SpacingKnown);
        if (Of(folder, fingerprint.Cases, unknown, fingerprint.EmptyReferences).FirstOrDefault() is { } problem)
            throw new DataException(problem.File, problem.Problem, problem.Cure);
    }

    /// <param name="folder">Of the data set.</param>
    /// <param name="cases">That are trained on.</param>
    /// <param name="unknown">Of these, without a known voxel size.</param>
    /// <param name="empty">Of these, without any foreground.</param>
    /// <returns>What is wrong with them together.</returns>
    internal static IEnumerable<DatasetProblem> Of(string folder, int cases, int unknown, int empty)
    {
        if (unknown > 0 && unknown < cases)
            yield return new(
                ProblemSeverity.Error,
                "spacing",
                null,
                folder,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {unknown} of {cases} cases without a known voxel size, so distances would be part mm, part px"),
                "Store the voxel size in all files, or train on the two kinds apart");
        if (cases > 0 && empty == cases)
            yield return new(
                ProblemSeverity.Error,
                "empty",
                null,
                Path.Combine(folder, "labelsTr"),
                "has no foreground in any case, so there is nothing to learn",
                "Add cases with lesions, or correct the label maps");
    }
}
