using Seno.Data;
using Seno.Imaging.Formats;

namespace Seno.Studies;

/// <summary>Every file that a study reads, so that none of its outputs is one of them.</summary>
internal static class InputFiles
{
    private static readonly string[] OfADataset = ["dataset.json", "cases.csv", "splits.json", "splits_final.json", "analysis-plan.json",
        "phantom.json"];

    private static readonly string[] OfARun = ["plan.json", "splits.json", "fingerprint.json", "manifest.json", "calibration.json"];

    private static readonly string[] OfAFold = ["cases.csv", "summary.json", "log.jsonl", "checkpoint_final.safetensors",
        "checkpoint_best.safetensors", "checkpoint_latest.safetensors"];

    private static readonly string[] OfAResult = [.. OfARun, .. OfAFold, "evaluation.json", "pairs.csv", "comparison.json",
        "conclusions.txt"];

    /// <summary>Description, table, plan, channels and references of a data set.</summary>
    /// <param name="dataset">Any.</param>
    /// <param name="readers">Whose references are read too, by their files; label maps that a consensus wrote are not among them.</param>
    public static IEnumerable<string> Of(Dataset dataset, IEnumerable<string>? readers = null) =>
    [
        .. OfADataset.Select(name => Path.Combine(dataset.Folder, name)),
        .. dataset.Cases.Concat(dataset.TestCases).SelectMany(Of),
        .. readers ?? [],
    ];

    /// <summary>What is read of a data set that is not opened here: all files in its folders of images and references.</summary>
    public static IEnumerable<string> OfDataset(string? folder) => folder is null || !Directory.Exists(folder) ? []
        : OfADataset.Select(name => Path.Combine(folder, name))
            .Concat(Directory.EnumerateDirectories(folder).Where(IsOfADataset).SelectMany(Directory.EnumerateFiles));

    private static bool IsOfADataset(string folder) =>
        Path.GetFileName(folder) is var name
            && (name is "imagesTr" or "imagesTs" or "labelsTr" or "labelsTs" || name.StartsWith("labelsTr.", StringComparison.Ordinal));

    /// <summary>Channels and reference, each with the file that its voxels lie in.</summary>
    public static IEnumerable<string> Of(Case item) => item.ChannelFiles.Concat(item.ReferenceFile is { } reference ? [reference] : [])
        .SelectMany(ImageParts.Read);

    /// <summary>A run and all its folds.</summary>
    public static IEnumerable<string> Of(RunFolder run) =>
    [
        .. OfARun.Select(name => Path.Combine(run.Folder, name)),
        .. Directory.EnumerateDirectories(run.Folder, "fold_*").SelectMany(fold => OfAFold.Select(name => Path.Combine(fold, name))),
    ];

    /// <summary>What a result of any kind is read from: in its folder, and in the folds of a run.</summary>
    public static IEnumerable<string> OfResult(string folder)
    {
        if (!Directory.Exists(folder))
            return [folder];
        var files = OfAResult.Select(name => Path.Combine(folder, name));
        return File.Exists(Path.Combine(folder, "plan.json")) ? files.Concat(Of(new RunFolder(folder))) : files;
    }

    /// <summary>An image file; of a folder, all files in it and below, since DICOM is found by content.</summary>
    public static IEnumerable<string> OfImage(string? path) => path is null ? []
        : Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
        : ImageParts.Read(path);
}
