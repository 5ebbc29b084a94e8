using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Seno.Core;

namespace Seno.Data.Checking;

/// <summary>Looks at every file of a data set and goes on after what is wrong, so that all of it is known at once.</summary>
public sealed partial class DatasetCheck
{
    private static readonly string[] SplitFiles = ["splits_final.json", "splits.json"];
    private readonly ConcurrentBag<DatasetProblem> problems = [];
    private readonly string folder;
    private readonly DatasetDescription description;
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> table;

    private DatasetCheck(string folder, DatasetDescription description)
    {
        this.folder = folder;
        this.description = description;
        table = Tried(() => CaseTable.Read(Path.Combine(folder, "cases.csv"))) ?? new Dictionary<string, IReadOnlyDictionary<string, string>>();
    }

    /// <param name="folder">Holds dataset.json.</param>
    /// <param name="folds">That training would make; fewer patients or groups are warned of.</param>
    /// <param name="splits">Splits to check, as nnU-Net's splits_final.json; null for that of the folder, if it has one.</param>
    /// <param name="threads">Cases at a time.</param>
    /// <param name="progress">Told of every case.</param>
    /// <returns>Errors first, then by case and file.</returns>
    /// <exception cref="DataException">No such folder.</exception>
    public static IReadOnlyList<DatasetProblem> Run(string folder, int folds = 5, string? splits = null, int threads = 1, Action<ProgressUpdate>? progress = null)
    {
        if (!Directory.Exists(folder))
            throw new DataException(folder, "is no folder", "Give a data set in nnU-Net's raw layout");
        var full = Path.GetFullPath(folder);
        DatasetDescription description;
        try
        {
            description = DatasetDescription.Read(Path.Combine(full, "dataset.json"));
        }
        catch (DataException failure)
        {
            return [new(ProblemSeverity.Error, "unreadable", null, failure.File, failure.Problem, failure.Cure)];
        }
        var check = new DatasetCheck(full, description);
        check.All(folds, splits, threads, progress);
        return [.. check.problems.OrderByDescending(problem => problem.Severity).ThenBy(problem => problem.Case, StringComparer.Ordinal).ThenBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Problem, StringComparer.Ordinal)];
    }

    private void All(int folds, string? splits, int threads, Action<ProgressUpdate>? progress)
    {
        var training = Images("imagesTr");
        if (training.Count == 0)
            Error("missing", null, Path.Combine(folder, "imagesTr"), $"holds no image named CASE_0000{description.FileEnding}", "Check the files' names and file_ending in dataset.json");
        var references = References(training);
        CheckTable(training.Keys.Concat(Images("imagesTs").Keys).ToHashSet(StringComparer.Ordinal));
        var looks = new CaseLook?[training.Count];
        var ids = training.Keys.ToArray();
        var done = 0;
        Parallel.For(0, ids.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            looks[i] = CaseLook.At(ids[i], training[ids[i]], references.GetValueOrDefault(ids[i]), description, problems.Add);
            progress?.Invoke(new("checking", Interlocked.Increment(ref done), ids.Length, ids[i]));
        });
        CheckSpacing([.. looks.OfType<CaseLook>()]);
        CheckDuplicates([.. looks.OfType<CaseLook>()]);
        CheckGroups(ids, folds);
        CheckSplits(splits, ids);
    }

    /// <summary>Channel files by case; names that fit no channel are errors.</summary>
    private SortedDictionary<string, IReadOnlyList<string>> Images(string name)
    {
        var found = new Dictionary<string, SortedDictionary<int, string>>(StringComparer.Ordinal);
        foreach (var file in Files(name))
        {
            var match = file.EndsWith(description.FileEnding, StringComparison.Ordinal) ? ChannelName().Match(Path.GetFileName(file)[..^description.FileEnding.Length]) : Match.Empty;
            if (!match.Success)
            {
                Error("extra", null, file, $"is not named CASE_0000{description.FileEnding}", "Rename it, or move it out of the data set");
                continue;
            }
            var channel = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            if (channel >= description.Channels.Count)
                Error("extra", match.Groups[1].Value, file, string.Create(CultureInfo.InvariantCulture, $"is channel {channel}, but dataset.json names {description.Channels.Count}"), "Add the channel to channel_names, or remove the file");
            else
                (found.TryGetValue(match.Groups[1].Value, out var channels) ? channels : found[match.Groups[1].Value] = [])[channel] = file;
        }
        var cases = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (id, channels) in found)
        {
            for (var channel = 0; channel < description.Channels.Count; channel++)
            {
                if (!channels.ContainsKey(channel))
                    Error("missing", id, Path.Combine(folder, name, string.Create(CultureInfo.InvariantCulture, $"{id}_{channel:D4}{description.FileEnding}")), $"is missing: channel {channel}, {description.Channels[channel]}", "Add the file, or remove the case");
            }
            cases[id] = [.. channels.Values];
        }
        return cases;
    }

    /// <summary>Reference files by case, of labelsTr; those of further readers (labelsTr.READER) are only matched by name.</summary>
    private Dictionary<string, string> References(SortedDictionary<string, IReadOnlyList<string>> training)
    {
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Directory.EnumerateDirectories(folder, "labelsTr*").Select(path => Path.GetFileName(path)).Where(name => name == "labelsTr" || name.StartsWith("labelsTr.", StringComparison.Ordinal)))
        {
            foreach (var file in Files(name))
            {
                var id = file.EndsWith(description.FileEnding, StringComparison.Ordinal) ? Path.GetFileName(file)[..^description.FileEnding.Length] : null;
                if (id is null || !training.ContainsKey(id))
                    Error("extra", id, file, "belongs to no image in imagesTr", $"Add {id ?? "CASE"}_0000{description.FileEnding} to imagesTr, rename it, or move it out of the data set");
                else if (name == "labelsTr")
                    references[id] = file;
            }
        }
        foreach (var id in training.Keys.Where(id => !references.ContainsKey(id)))
            Error("missing", id, Path.Combine(folder, "labelsTr", id + description.FileEnding), "is missing: the case has no reference", "Add its label map, or move the image to imagesTs");
        return references;
    }

    private IEnumerable<string> Files(string name)
    {
        var path = Path.Combine(folder, name);
        return Directory.Exists(path) ? Directory.EnumerateFiles(path).Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal) : [];
    }

    private void CheckTable(HashSet<string> known)
    {
        var file = Path.Combine(folder, "cases.csv");
        foreach (var id in table.Keys.Where(id => !known.Contains(id)))
            Error("extra", id, file, $"has a row for '{id}', of which there is no image", known.Count > 0 ? NearestName.Suggest(id, known) : "Remove the row");
        if (table.Count == 0)
            return;
        foreach (var id in known.Where(id => !table.ContainsKey(id)))
            Warn("table", id, file, $"has no row for '{id}'", "Add one: without it the case counts as a patient of its own");
    }

    private void CheckSpacing(CaseLook[] looks)
    {
        var unknown = looks.Where(look => !look.SpacingKnown).ToArray();
        if (unknown.Length > 0)
            Warn("spacing", null, unknown[0].File, unknown.Length == 1 ? "has no known spacing" : string.Create(CultureInfo.InvariantCulture, $"has no known spacing, as {unknown.Length} of {looks.Length} images"), "Distances will be in pixels; give millimetres in the files (NIfTI, TIFF) if you know them");
    }

    /// <summary>The same image twice, and images that are nearly the same but could part between training and validation.</summary>
    private void CheckDuplicates(CaseLook[] looks)
    {
        foreach (var same in looks.GroupBy(look => look.Hash).Where(group => group.Count() > 1))
            Duplicates([.. same], "the same image");
        var exact = looks.GroupBy(look => look.Hash).Select(group => group.First()).ToArray();
        var groups = NearDuplicates.Groups([.. exact.Select(look => look.Thumbnail)]);
        foreach (var near in exact.Zip(groups).GroupBy(pair => pair.Second, pair => pair.First).Where(group => group.Select(look => GroupOf(look.Id)).Distinct().Count() > 1))
            Duplicates([.. near], "nearly the same image (32×32 correlation above 0.97)");
    }

    private void Duplicates(CaseLook[] alike, string what)
    {
        var patients = alike.Select(look => GroupOf(look.Id)).Distinct().Count();
        var classes = alike.Select(look => table.GetValueOrDefault(look.Id)?.GetValueOrDefault("class") ?? "").Distinct().ToArray();
        var others = string.Join(", ", alike.Skip(1).Take(5).Select(look => look.Id)) + (alike.Length > 6 ? string.Create(CultureInfo.InvariantCulture, $" and {alike.Length - 6} more") : "");
        var across = (patients > 1 ? ", across patients or groups" : ", within one patient or group") + (classes.Length > 1 ? $" and across classes ({string.Join(", ", classes)})" : "");
        Warn("duplicate", alike[0].Id, alike[0].File, $"is {what} as {others}{across}", patients > 1 ? "Give them one 'group' in cases.csv, so that none is trained on while another is tested, or keep one of them" : "Keep one of them, unless it is meant");
    }

    private void CheckGroups(string[] ids, int folds)
    {
        var groups = ids.Select(GroupOf).Distinct().Count();
        if (ids.Length > 0 && groups < folds)
            Warn("groups", null, Path.Combine(folder, "cases.csv"), $"{groups} patients or groups are fewer than {folds} folds", groups < 2 ? "A validation needs at least two" : "Training will leave one out in turn");
    }

    private void CheckSplits(string? splits, string[] ids)
    {
        var file = splits ?? SplitFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (file is null)
            return;
        Tried(() => Splits.Read(file, [.. ids.Select(id => new Case { Id = id, Group = GroupOf(id), ChannelFiles = [] })]), "splits");
    }

    private string GroupOf(string id) => table.TryGetValue(id, out var metadata) ? Case.GroupOf(id, metadata) : id;

    private T? Tried<T>(Func<T> read, string kind = "unreadable")
        where T : class
    {
        try
        {
            return read();
        }
        catch (DataException failure)
        {
            Error(kind, null, failure.File, failure.Problem, failure.Cure);
            return null;
        }
    }

    private void Error(string kind, string? id, string file, string problem, string cure) => problems.Add(new(ProblemSeverity.Error, kind, id, file, problem, cure));

    private void Warn(string kind, string? id, string file, string problem, string cure) => problems.Add(new(ProblemSeverity.Warning, kind, id, file, problem, cure));

    [GeneratedRegex("^(.+)_([0-9]{4})$")]
    private static partial Regex ChannelName();
}
