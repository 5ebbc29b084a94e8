using System.Text.Json.Serialization;
using Seno.Core;
using Seno.Evaluation.Detection;
using Seno.Studies.Locking;

namespace Seno.Studies;

/// <summary>evaluation.json: what an evaluation compared, so that a report can name and show it.</summary>
/// <param name="Seno">Version.</param>
/// <param name="Predictions">Folder.</param>
/// <param name="References">Data set or folder.</param>
/// <param name="Dataset">Name of the data set; null for a folder of references.</param>
/// <param name="Patients">Patients or groups evaluated; null where they are not known.</param>
/// <param name="Lesions">How lesions were matched; null where they were not counted.</param>
/// <param name="TestSetUses">Every use of the locked test set until then, this one last; null where none was touched.</param>
/// <param name="Missing">Cases without a prediction, counted as missed; null where there are none.</param>
public sealed record EvaluationManifest(
    string Seno,
    string Predictions,
    string References,
    string? Dataset,
    int? Patients,
    LesionMatching? Lesions,
    IReadOnlyList<TestSetUse>? TestSetUses,
    IReadOnlyList<string>? Missing = null)
{
    public const string FileName = "evaluation.json";

    /// <value>The data set that the references are or lie in; null where there is none, or no longer.</value>
    [JsonIgnore]
    public string? DatasetFolder => new[] { References, Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(References)) }
        .FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "dataset.json")));

    /// <returns>Null where the folder has none.</returns>
    /// <exception cref="DataException">The file is damaged.</exception>
    public static EvaluationManifest? Of(string folder) =>
        Path.Combine(folder, FileName) is var path && File.Exists(path) ? SenoJson.ReadFile<EvaluationManifest>(path) : null;
}
