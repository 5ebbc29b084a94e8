using System.Collections.Concurrent;
using System.Globalization;
using Seno.Core;

namespace Seno.Data.Checking;

/// <summary>
/// Looks at every file of a data set and goes on after what is wrong, so that all of it is known at once. What training refuses is an error
/// here.
/// </summary>
public sealed class DatasetCheck
{
    private static readonly string[] SplitFiles = ["splits_final.json", "splits.json"];
    private readonly ConcurrentBag<DatasetProblem> problems = [];
    private readonly string folder;
    private readonly DatasetDescription description;
    private readonly DatasetLayout layout;
    private readonly IReadOnlyDictionary<string, Case> cases;

    private DatasetCheck(string folder, DatasetDescription description)
    {
        this.folder = folder;
        this.description = description;
        layout = new(folder, description);
        cases = layout.Cases.ToDictionary(item => item.Id);
    }

    /// <param name="folder">Holds dataset.json.</param>
    /// <param name="folds">That training would make; fewer patients or groups are warned of.</param>
    /// <param name="splits">Splits to check, as nnU-Net's splits_final.json; null for that of the folder, if it has one.</param>
    /// <param name="threads">Cases at a time.</param>
    /// <param name="progress">Told of every case.</param>
    /// <param name="reorient">As training would: files that differ by the order of their axes alone are let through.</param>
    /// <returns>Errors first, then by case and file.</returns>
    /// <exception cref="DataException">No such folder.</exception>
    public static IReadOnlyList<DatasetProblem> Run(
        string folder,
        int folds = 5,
        string? splits = null,
        int threads = 1,
        Action<ProgressUpdate>? progress = null,
        bool reorient = false)
    {
        if (!Directory.Exists(folder))
            throw new DataException(folder, "is no folder", "Give a data set in nnU-Net's raw layout");
        var full = Path.GetFullPath(folder);
        var file = Path.Combine(full, "dataset.json");
        var notes = new List<string>();
        try
        {
            var check = new DatasetCheck(full, DatasetDescription.Read(file, notes.Add));
            foreach (var note in notes)
                check.Warn(
                    "description",
                    null,
                    file,
                    note.Replace($"{file}: ", "", StringComparison.Ordinal),
                    "Correct it where it is meant otherwise");
            check.All(folds, splits, threads, progress, reorient);
            return
            [
                .. check.problems.OrderByDescending(problem => problem.Severity)
                    .ThenBy(problem => problem.Case, StringComparer.Ordinal)
                    .ThenBy(problem => problem.File, StringComparer.Ordinal)
                    .ThenBy(problem => problem.Problem, StringComparer.Ordinal),
            ];
        }
        catch (DataException failure) when (!IsUsage(failure))
        {
            return [new(ProblemSeverity.Error, "unreadable", null, failure.File, failure.Problem, failure.Cure)];
        }
    }

    private void All(int folds, string? splits, int threads, Action<ProgressUpdate>? progress, bool reorient)
    {
        foreach (var problem in layout.Problems)
            problems.Add(problem);
        var training = layout.Cases;
        var looks = new CaseLook?[training.Count];
        var done = 0;
        Parallel.For(0, training.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            looks[i] = CaseLook.At(training[i] with { Reorient = reorient }, description, problems.Add);
            progress?.Invoke(new("checking", Interlocked.Increment(ref done), training.Count, training[i].Id));
        });
        CheckSpacing([.. looks.OfType<CaseLook>()]);
        CheckDuplicates([.. looks.OfType<CaseLook>()]);
        CheckTraining([.. looks.OfType<CaseLook>()], folds);
        CheckSplits(splits);
    }

    private void CheckSpacing(CaseLook[] looks)
    {
        var unknown = looks.Where(look => !look.SpacingKnown).ToArray();
        if (unknown.Length > 0 && unknown.Length == looks.Length)
            Warn(
                "spacing",
                null,
                unknown[0].File,
                unknown.Length == 1 ? "has no known spacing" : string.Create(
                    CultureInfo.InvariantCulture,
                    $"has no known spacing, as {unknown.Length} of {Counted.Of(looks.Length, "image")}"),
                "Distances will be in pixels; give millimetres in the files (NIfTI, TIFF) if you know them");
    }

    /// <summary>What training asks of all its cases together: those whose patients are not locked for testing.</summary>
    private void CheckTraining(CaseLook[] looks, int folds)
    {
        if (layout.Cases.Count == 0)
            return;
        var tested = LockedCases.Of(folder).Select(id => layout.GroupOf(id)).ToHashSet();
        var left = layout.Cases.Where(item => !tested.Contains(item.Group)).ToArray();
        if (left.Length == 0)
        {
            Error(
                "groups",
                null,
                Path.Combine(folder, LockedCases.FileName),
                "locks the patients of all training cases for testing",
                "Add cases, or lock fewer in a copy of the data set");
            return;
        }
        CaseLook[] trained = [.. looks.Where(look => left.Any(item => item.Id == look.Id))];
        var (unknown, empty) = (trained.Count(look => !look.SpacingKnown), trained.Count(look => look.Empty));
        foreach (var need in TrainingNeeds.Of(folder, trained.Length, unknown, empty))
            problems.Add(need);
        Tried(
            () => Splits.Create(
                left,
                folds,
                1,
                fewer => Warn("groups", null, Path.Combine(folder, "cases.csv"), fewer, "Add patients, or ask for fewer folds")),
            "groups");
        if (!layout.PatientsKnown)
            Warn(
                "patients",
                null,
                Path.Combine(folder, "cases.csv"),
                $"gives {TrainingNeeds.NoPatients}",
                "Give their patients in a column 'patient', if several images are of one");
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
        var classes = alike.Select(look => cases[look.Id].Metadata.GetValueOrDefault("class") ?? "").Distinct().ToArray();
        var others = Counted.Names([.. alike.Skip(1).Select(look => look.Id)]);
        var across = (patients > 1 ? ", across patients or groups" : ", within one patient or group") + (classes.Length > 1 ? $" and across classes ({string.Join(", ", classes)})" : "");
        Warn("duplicate", alike[0].Id, alike[0].File, $"is {what} as {others}{across}", patients > 1 ? "Give them one 'group' in cases.csv, so that none is trained on while another is tested, or keep one of them" : "Keep one of them, unless it is meant");
    }

    private void CheckSplits(string? splits)
    {
        var file = splits ?? SplitFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (file is not null)
            Tried(() => Splits.Read(file, layout.Cases), "splits");
    }

    private string GroupOf(string id) => cases[id].Group;

    private T? Tried<T>(Func<T> read, string kind = "unreadable")
        where T : class
    {
        try
        {
            return read();
        }
        catch (DataException failure) when (!IsUsage(failure))
        {
            Error(kind, null, failure.File, failure.Problem, failure.Cure);
            return null;
        }
    }

    /// <summary>What is wrong with the question is not the data set's fault.</summary>
    private static bool IsUsage(DataException failure) => failure.File.StartsWith("--", StringComparison.Ordinal);

    private void Error(string kind, string? id, string file, string problem, string cure) => problems.Add(new(ProblemSeverity.Error, kind, id, file, problem, cure));

    private void Warn(string kind, string? id, string file, string problem, string cure) => problems.Add(new(ProblemSeverity.Warning, kind, id, file, problem, cure));
}
