using Seno.Core;
using Seno.Data;
using Seno.Evaluation;
using Seno.Imaging.Formats;
using Seno.Studies.Locking;

namespace Seno.Studies.Reports;

/// <summary>An evaluation as 'seno evaluate' left it.</summary>
/// <param name="Folder">Holds summary.json and cases.csv.</param>
/// <param name="Summary">Of all cases.</param>
/// <param name="Rows">Case by case; their patients where the data set is at hand, else the cases' ids.</param>
/// <param name="Manifest">Null in evaluations that did not record what they compared.</param>
/// <param name="Dataset">Null where it is not at hand.</param>
internal sealed record EvaluationFolder(string Folder, EvaluationSummary Summary, IReadOnlyList<CaseMetrics> Rows, EvaluationManifest? Manifest, Dataset? Dataset)
{
    /// <param name="folder">Of the evaluation.</param>
    /// <param name="dataset">Where the data set is now; null for where it was evaluated on.</param>
    /// <exception cref="DataException">A file is missing or malformed.</exception>
    public static EvaluationFolder Read(string folder, string? dataset)
    {
        var manifest = EvaluationManifest.Of(folder);
        var place = dataset ?? manifest?.DatasetFolder;
        var opened = place is null ? null : Dataset.Open(place);
        var groups = opened?.Cases.Concat(opened.TestCases).DistinctBy(item => item.Id).ToDictionary(item => item.Id, item => item.Group);
        return new(
            folder,
            SenoJson.ReadFile<EvaluationSummary>(Path.Combine(folder, "summary.json")),
            EvaluationFile.Rows(Path.Combine(folder, "cases.csv"), id => groups?.GetValueOrDefault(id) ?? id),
            manifest,
            opened);
    }

    /// <value>Patients or groups, or null where nothing tells them.</value>
    public int? Patients => Manifest?.Patients ?? (Dataset is null ? null : Rows.Select(row => row.Group).Distinct().Count());

    /// <value>"24 cases of 20 patients".</value>
    public string Counted => Patients is { } patients ? $"{Of} of {Core.Counted.Groups(patients)}" : Of;

    private string Of => Core.Counted.Of(Summary.Cases, "case");

    /// <value>Uses of the locked test set: those counted by now, else those recorded with the evaluation.</value>
    public IReadOnlyList<TestSetUse> TestSetUses => Dataset is not null && TestSetLedger.Read(Dataset.Folder) is { Count: > 0 } now ? now : Manifest?.TestSetUses ?? [];

    /// <returns>Null where the image or a label map is not at hand.</returns>
    public ShownCase? Show(CaseRow row)
    {
        if (Dataset is null || Manifest is null || Dataset.Cases.Concat(Dataset.TestCases).FirstOrDefault(item => item.Id == row.Id) is not { } item)
            return null;
        var inDataset = Path.GetFullPath(Manifest.References) == Dataset.Folder || !Directory.Exists(Manifest.References);
        return ShownCases.Read(
            item,
            row,
            Dataset.Scheme,
            inDataset ? item.ReferenceFile : FileOf(Manifest.References, row.Id),
            FileOf(Manifest.Predictions, row.Id));
    }

    private static string? FileOf(string folder, string id) => ImageFile.Endings.Select(ending => Path.Combine(folder, id + ending)).FirstOrDefault(File.Exists);
}
