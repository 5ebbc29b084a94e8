using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Calibration;
using Seno.Learning.Training;
using Seno.Studies.Locking;

namespace Seno.Studies.Calibration;

/// <summary>calibration.json of a run: the map that 'seno predict' applies, and what it was fitted to.</summary>
/// <param name="Version">Of the file's form: 1.</param>
/// <param name="Map">From the network's probabilities to calibrated ones.</param>
/// <param name="Region">Where it was fitted: "image" or "lesion".</param>
/// <param name="Folds">Whose validation cases it was fitted to.</param>
/// <param name="Cases">How many these were.</param>
/// <param name="Checkpoint">"final" or "best".</param>
/// <param name="Mirror">Whether these were predicted over mirror images too.</param>
/// <param name="Weights">SHA-256 of each fold's checkpoint, by fold.</param>
/// <param name="Seno">Version of the program.</param>
public sealed record CalibrationFile(int Version, CalibrationMap Map, string Region, IReadOnlyList<int> Folds, int Cases, string Checkpoint, bool Mirror, IReadOnlyDictionary<int, string> Weights, string Seno)
{
    public const string Name = "calibration.json";
    public const int CurrentVersion = 1;

    /// <value>"temperature", "platt" or "isotonic".</value>
    public string Method { get; init; } = "";

    /// <returns>Null where the run was not calibrated.</returns>
    /// <exception cref="DataException">Of another version, malformed, or what no fit gives.</exception>
    public static CalibrationFile? Of(RunFolder run, Plan plan)
    {
        var path = Path.Combine(run.Folder, Name);
        if (!File.Exists(path))
            return null;
        var file = SenoJson.ReadFile<CalibrationFile>(path);
        if (file.Version != CurrentVersion)
            throw new DataException(path, FormattableString.Invariant($"is of version {file.Version}, this program reads {CurrentVersion}"), "Calibrate again with 'seno calibrate'");
        if (file.Map is null || file.Folds is null || file.Weights is null)
            throw new DataException(path, "lacks 'map', 'folds' or 'weights'", "Calibrate again with 'seno calibrate'");
        file.Map.Check(path, plan.Classes);
        return file;
    }

    public void Write(RunFolder run) => SenoJson.WriteFile(Path.Combine(run.Folder, Name), this);

    public static IReadOnlyDictionary<int, string> HashesOf(RunFolder run, IEnumerable<int> folds, string checkpoint) =>
        folds.ToDictionary(fold => fold, fold => HashedFile.HashOf(Checkpoints.FileOf(run.FoldFolder(fold), checkpoint)) ?? "");

    /// <summary>Refuses weights that changed since, and warns of a prediction unlike those that the map was fitted to.</summary>
    /// <exception cref="DataException">A fold's checkpoint is not the one that was calibrated.</exception>
    public void RequireFits(RunFolder run, IReadOnlyList<int> folds, string checkpoint, bool mirror, Action<string> warn)
    {
        var path = Path.Combine(run.Folder, Name);
        if (checkpoint != Checkpoint || mirror != Mirror)
            warn($"{path}: was fitted to predictions of checkpoint '{Checkpoint}' {(Mirror ? "with" : "without")} --tta; other predictions may need another");
        if (!folds.Order().SequenceEqual(Folds.Order()))
            warn(FormattableString.Invariant($"{path}: was fitted to {Named(Folds)}; {Named(folds)} {(folds.Count == 1 ? "speaks" : "speak")} now"));
        if (checkpoint == Checkpoint && HashesOf(run, folds.Where(Weights.ContainsKey), checkpoint).Any(hash => Weights[hash.Key] != hash.Value))
            throw new DataException(path, "was fitted to other weights than the run has now", "Calibrate again with 'seno calibrate', or predict with --no-calibration");
    }

    private static string Named(IReadOnlyList<int> folds) =>
        (folds.Count == 1 ? "fold " : "folds ") + string.Join(
            ", ",
            folds.Order().Select(fold => fold.ToString(CultureInfo.InvariantCulture)));
}
