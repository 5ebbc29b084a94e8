using System.Text.Json.Serialization;

namespace Seno.Studies.Calibration;

/// <summary>summary.json of a calibration: how well the probabilities fitted before and after.</summary>
/// <param name="Dataset">Name.</param>
/// <param name="Folds">Those whose validation cases were used.</param>
/// <param name="Cases">In each set.</param>
/// <param name="Patients">In each set.</param>
/// <param name="CrossFitting">Which cases the maps behind the validation figures were fitted to.</param>
/// <param name="Region">Where maps were fitted.</param>
/// <param name="Method">That the run keeps.</param>
/// <param name="Kept">What calibration.json holds.</param>
/// <param name="Rows">Every figure.</param>
/// <param name="Diagrams">Every reliability diagram.</param>
public sealed record CalibrationResult(
    string Dataset,
    IReadOnlyList<int> Folds,
    IReadOnlyDictionary<string, int> Cases,
    IReadOnlyDictionary<string, int> Patients,
    string CrossFitting,
    string Region,
    string Method,
    CalibrationFile Kept,
    IReadOnlyList<CalibrationRow> Rows,
    IReadOnlyList<CalibrationDiagram> Diagrams)
{
    /// <value>Where report.html and the tables are.</value>
    [JsonIgnore]
    public string Folder { get; init; } = "";
}
