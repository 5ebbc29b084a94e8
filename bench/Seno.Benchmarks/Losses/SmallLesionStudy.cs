using System.Text.Json;
using Seno.Core;
using Seno.Data;
using Seno.Evaluation.Statistics;
using Seno.Studies.Comparisons;

namespace Seno.Benchmarks.Losses;

/// <summary>Reads what 'bench/losses small' has written so far: data sets, and runs/DATA-LOSS/fold_K.</summary>
internal static class SmallLesionStudy
{
    public const int Quartiles = 4;

    /// <summary>As 'bench/losses' names the runs; the first is the program's default.</summary>
    private static readonly string[] Losses = ["dice-ce", "cross-entropy", "focal", "focal-tversky", "dice-boundary", "unified-focal"];

    private static readonly (string Folder, string Title)[] Datasets = [("busi", "BUSI"), ("busbra", "BUS-BRA")];

    /// <param name="folder">OUT of 'bench/losses small'.</param>
    /// <exception cref="DataException">Nothing there, or runs that differ in more than the loss.</exception>
    public static IReadOnlyList<StudiedDataset> Read(string folder)
    {
        StudiedDataset[] found = [.. Datasets.Where(item => Losses.Any(loss => File.Exists(PlanOf(folder, item.Folder, loss)))).Select(item => Read(folder, item.Folder, item.Title))];
        return found.Any(item => item.Folds.Count > 0)
            ? found
            : throw new DataException(folder, "holds no fold that all six losses have finished", "Go on with 'bench/losses small'");
    }

    private static StudiedDataset Read(string folder, string name, string title)
    {
        var dataset = Dataset.Open(Path.Combine(folder, name));
        var plans = Losses.Where(loss => File.Exists(PlanOf(folder, name, loss))).ToDictionary(loss => loss, loss => Plan.Read(PlanOf(folder, name, loss)));
        var (begun, plan) = plans.First();
        RequireAlike(folder, name, plans);
        var finished = Losses.Select(loss => Enumerable.Range(0, plan.Folds).Where(fold => File.Exists(Path.Combine(FoldOf(folder, name, loss, fold), "summary.json"))).ToArray()).ToArray();
        int[] common = [.. Enumerable.Range(0, plan.Folds).Where(fold => finished.All(folds => folds.Contains(fold)))];
        var lesions = LesionSizes.Of(dataset);
        var edges = QuantileParts.Edges(lesions.Values.Where(lesion => lesion.Pixels > 0).Select(lesion => lesion.Share), Quartiles);
        StudiedLoss[] losses = [.. Losses.Select(loss => new StudiedLoss(loss, plans.GetValueOrDefault(loss)?.Loss ?? "", [.. common.SelectMany(fold => Cases(FoldOf(folder, name, loss, fold), dataset, lesions, edges)).OrderBy(item => item.Id, StringComparer.Ordinal)]))];
        RequireSameCases(name, losses);
        return new()
        {
            Title = title,
            Images = dataset.Cases.Count,
            Groups = dataset.Cases.Select(item => item.Group).Distinct().Count(),
            Normals = lesions.Values.Count(lesion => lesion.Pixels == 0),
            Edges = edges,
            Plan = plan,
            Threads = Threads(Path.Combine(folder, "runs", $"{name}-{begun}", "manifest.json")),
            Folds = common,
            Finished = [.. Losses.Zip(finished, (loss, folds) => $"{loss} {(folds.Length == 0 ? "none" : string.Join(", ", folds))}")],
            Losses = losses,
        };
    }

    private static IEnumerable<StudiedCase> Cases(string fold, Dataset dataset, IReadOnlyDictionary<string, LesionSize> lesions, double[] edges)
    {
        var groups = dataset.Cases.ToDictionary(item => item.Id, item => item.Group);
        foreach (var (key, row) in ComparedEvaluation.Read(fold).Rows)
        {
            if (!lesions.TryGetValue(key.Case, out var lesion) || lesion.Pixels != row.ReferenceVoxels)
                throw new DataException(fold, $"case '{key.Case}' was measured against {row.ReferenceVoxels} px, which the data set does not hold", "Keep the data set that the study imported");
            yield return new(key.Case, groups[key.Case], lesion.Pixels == 0 ? null : QuantileParts.PartOf(lesion.Share, edges), row.Values["dsc"], row.Values["hd95"], row.Missed);
        }
    }

    /// <summary>Equal steps, input and seed: only then does a difference speak of the loss.</summary>
    private static void RequireAlike(string folder, string name, IReadOnlyDictionary<string, Plan> plans)
    {
        var texts = plans.Select(pair => (Loss: pair.Key, Text: SenoJson.Write(pair.Value with { Loss = "" }))).ToArray();
        if (texts.FirstOrDefault(item => item.Text != texts[0].Text) is { Loss: not null } other)
            throw new DataException(PlanOf(folder, name, other.Loss), $"differs from {texts[0].Loss}'s plan in more than the loss", "Train both alike");
    }

    private static void RequireSameCases(string name, StudiedLoss[] losses)
    {
        if (losses.FirstOrDefault(loss => !loss.Cases.Select(item => item.Id).SequenceEqual(losses[0].Cases.Select(item => item.Id))) is { } other)
            throw new DataException($"{name}, {other.Name}", $"validates on other cases than {losses[0].Name}", "Train both on the same splits");
    }

    private static int Threads(string manifest) => SenoJson.ReadFile<JsonElement>(manifest).GetProperty("threads").GetInt32();

    private static string PlanOf(string folder, string name, string loss) => Path.Combine(folder, "runs", $"{name}-{loss}", "plan.json");

    private static string FoldOf(string folder, string name, string loss, int fold) => Path.Combine(folder, "runs", $"{name}-{loss}", $"fold_{fold}");
}
