using Seno.Core;
using Seno.Data;
using Seno.Learning.Training;

namespace Seno.Studies.Reports.Checklists;

/// <summary>What a run folder says of its training.</summary>
/// <param name="Plan">plan.json.</param>
/// <param name="Manifest">manifest.json.</param>
/// <param name="Splits">splits.json.</param>
/// <param name="Folds">Reported on; empty where the run is only where predictions came from.</param>
/// <param name="Steps">Training steps that each of these folds made.</param>
/// <param name="Fingerprint">fingerprint.json; null where it is gone.</param>
internal sealed record TrainedRun(
    Plan Plan, Manifest Manifest, IReadOnlyList<Fold> Splits, IReadOnlyList<int> Folds, IReadOnlyList<long> Steps, Fingerprint? Fingerprint)
{
    public static TrainedRun Read(RunFolder run, IReadOnlyList<int> folds, Plan plan) => new(
        plan,
        Manifest.Read(run.ManifestFile),
        run.ReadSplits(folds),
        folds,
        [.. folds.Select(fold => Path.Combine(run.FoldFolder(fold), "log.jsonl")).Select(log => TrainingLog.Read(log).LastOrDefault()?.Iteration ?? plan.Iterations)],
        File.Exists(run.FingerprintFile) ? SenoJson.ReadFile<Fingerprint>(run.FingerprintFile) : null);
}
