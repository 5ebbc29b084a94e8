using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Learning.Tasks;
using Seno.Learning.Training;
using static TorchSharp.torch;

namespace Seno.Studies;

/// <summary>The folder of a training: everything needed to repeat, resume, audit or ship it.</summary>
public sealed class RunFolder(string folder)
{
    public string Folder { get; } = folder;

    public string PlanFile => Path.Combine(Folder, "plan.json");

    public string SplitsFile => Path.Combine(Folder, "splits.json");

    public string FingerprintFile => Path.Combine(Folder, "fingerprint.json");

    public string ManifestFile => Path.Combine(Folder, "manifest.json");

    /// <value>Whether the run was begun with --reorient.</value>
    public bool Reorients => File.Exists(ManifestFile) && Manifest.Read(ManifestFile).Request.Reorient;

    public string FoldFolder(int fold) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"fold_{fold}"));

    /// <summary>A run, or one of its folds.</summary>
    /// <returns>The run and the folds that are to speak: the one given, else every finished one.</returns>
    /// <exception cref="DataException">No run there, or none of its folds is finished.</exception>
    public static (RunFolder Run, IReadOnlyList<int> Folds) Find(string path)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full))
            throw new DataException(path, "is no folder", "Give the folder that 'seno train' wrote");
        if (FoldOf(full) is { } one)
            return (one.Run, [one.Fold]);
        var run = new RunFolder(full);
        var folds = FolderListing.Folders(full)
            .Where(folder => File.Exists(Checkpoints.FileOf(folder, "final")))
            .Select(folder => FoldOf(folder)?.Fold)
            .OfType<int>()
            .Order()
            .ToArray();
        if (folds.Length == 0)
            throw new DataException(path, "holds no finished fold", "Finish the training with 'seno train … --resume', or give another run");
        return (run, folds);
    }

    /// <summary>splits.json, as the run was trained with it.</summary>
    /// <param name="folds">That must be there.</param>
    /// <exception cref="DataException">Missing, malformed, or of fewer folds.</exception>
    internal IReadOnlyList<Fold> ReadSplits(IEnumerable<int> folds)
    {
        var splits = SenoJson.ReadFile<List<Fold>>(SplitsFile);
        return folds.All(fold => fold >= 0 && fold < splits.Count)
            ? splits
            : throw new DataException(SplitsFile, $"has {Counted.Of(splits.Count, "fold")}, fewer than were trained",
                "Use the splits that the run was trained with");
    }

    /// <returns>The run and the number, where a path is called fold_K; else null.</returns>
    internal static (RunFolder Run, int Fold)? FoldOf(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.GetFileName(full) is var name && name.StartsWith("fold_", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var fold)
            && Path.GetDirectoryName(full) is { } run
            ? (new RunFolder(run), fold)
            : null;
    }

    /// <summary>The trained tasks of some folds.</summary>
    /// <param name="plan">As read from <see cref="PlanFile"/>.</param>
    /// <param name="folds">Folds, in order.</param>
    /// <param name="checkpoint">"final" or "best".</param>
    /// <param name="device">Where they compute.</param>
    /// <exception cref="DataException">A checkpoint is missing, cut short, or of another network.</exception>
    public IReadOnlyList<LearningTask> LoadTasks(Plan plan, IEnumerable<int> folds, string checkpoint, Device device) => [.. folds.Select(fold =>
    {
        var task = TaskTable.Create(plan, device);
        Checkpoints.LoadWeights(Checkpoints.FileOf(FoldFolder(fold), checkpoint), task);
        return task;
    })];
}
