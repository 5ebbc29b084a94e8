using Seno.Core;
using Seno.Data;
using Seno.Evaluation;

namespace Seno.Studies.Locking;

/// <summary>Writes the analysis plan of a data set, once.</summary>
public static class LockStudy
{
    /// <param name="request">What to lock.</param>
    /// <param name="clock">Tells when.</param>
    /// <exception cref="DataException">Locked already, a metric that there is not, no test cases, an unknown one, one whose patient also
    /// trains, or a file is missing.</exception>
    public static AnalysisPlan Run(LockRequest request, TimeProvider clock)
    {
        var dataset = Dataset.Open(request.Dataset);
        var path = Path.Combine(dataset.Folder, AnalysisPlan.FileName);
        if (File.Exists(path))
            throw new DataException(path, "exists: this data set is locked", "Keep it; a plan made after the test set was seen proves nothing. For another analysis lock a copy of the data set");
        if (request.Margin is { } margin && !(margin > 0 && double.IsFinite(margin)))
            throw new DataException("--margin", "must be positive", "Give the largest acceptable loss, for instance 0.05");
        foreach (var metric in request.Metrics)
            MetricTable.Require(metric);
        var cases = TestCases(request, dataset);
        var splits = request.Splits is { } file ? SplitsOf(file, dataset, cases) : null;
        var hashes = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(cases.ToDictionary(item => item.Id, item => Hashes(item, dataset)), StringComparer.Ordinal);
        var plan = new AnalysisPlan(
            Manifest.Version,
            clock.GetUtcNow(),
            dataset.Name,
            splits,
            request.Margin,
            [.. request.Metrics.Distinct()],
            hashes);
        SenoJson.WriteFile(path, plan);
        return plan;
    }

    private static Case[] TestCases(LockRequest request, Dataset dataset)
    {
        var ids = request.TestCases is [var file] && File.Exists(file) ? CaseList.Read(file) : request.TestCases;
        if (ids.Count == 0)
        {
            return dataset.TestCases.Count > 0
                ? [.. dataset.TestCases]
                : throw new DataException(dataset.Folder, "has no imagesTs, and no test cases were named", "Name them with --test-cases");
        }
        var known = dataset.Cases.Concat(dataset.TestCases).DistinctBy(item => item.Id).ToDictionary(item => item.Id);
        return [.. ids.Distinct().Select(id => known.GetValueOrDefault(id) ?? throw new DataException("--test-cases", $"'{id}' is no case of {dataset.Folder}", NearestName.Suggest(id, known.Keys)))];
    }

    /// <summary>A test case, or its patient, that some fold trains on or validates with is no test case.</summary>
    private static HashedFile SplitsOf(string file, Dataset dataset, Case[] testCases)
    {
        var hash = HashedFile.HashOf(file) ?? throw new DataException(file, "does not exist", "Give the splits.json that the study will use");
        var used = Splits.Read(file, dataset.Cases).Folds.SelectMany(fold => fold.Train.Concat(fold.Val)).ToHashSet();
        var groups = dataset.Cases.Where(item => used.Contains(item.Id)).Select(item => item.Group).ToHashSet();
        if (testCases.FirstOrDefault(item => used.Contains(item.Id) || groups.Contains(item.Group)) is { } leaking)
            throw new DataException(file, $"trains or validates on test case '{leaking.Id}' or its patient", "Take it out of the splits, or out of the test cases");
        var within = Path.GetRelativePath(dataset.Folder, Path.GetFullPath(file)).Replace('\\', '/');
        return new(within.StartsWith("../", StringComparison.Ordinal) ? Path.GetFullPath(file) : within, hash);
    }

    private static IReadOnlyDictionary<string, string> Hashes(Case item, Dataset dataset)
    {
        var reference = item.ReferenceFile ?? Path.Combine(dataset.Folder, "labelsTs", item.Id + dataset.FileEnding);
        var files = File.Exists(reference) ? item.ChannelFiles.Append(reference) : item.ChannelFiles;
        return new SortedDictionary<string, string>(files.ToDictionary(file => Path.GetRelativePath(dataset.Folder, file).Replace('\\', '/'), file => HashedFile.HashOf(file)!), StringComparer.Ordinal);
    }
}
