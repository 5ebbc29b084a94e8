using System.Text.Json.Serialization;
using Seno.Data;

namespace Seno.Studies;

/// <summary>What a data set holds.</summary>
/// <param name="Name">Of the data set.</param>
/// <param name="Modality">Null where unknown.</param>
/// <param name="Fingerprint">Sizes, spacing, intensities.</param>
/// <param name="Labels">By name, background left out.</param>
/// <param name="Columns">Of cases.csv, those of few values: how many cases have each.</param>
/// <param name="PatientsKnown">Whether cases.csv names a patient or group of any case.</param>
/// <param name="Sizes">One row a case and label that is there.</param>
public sealed record DatasetOverview(
    string Name,
    string? Modality,
    Fingerprint Fingerprint,
    IReadOnlyDictionary<string, LabelOverview> Labels,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Columns,
    bool PatientsKnown,
    [property: JsonIgnore] IReadOnlyList<LesionSize> Sizes);

/// <summary>One label over all cases.</summary>
/// <param name="Cases">That have it.</param>
/// <param name="Components">Connected regions in these cases, voxels that touch by faces, edges or corners taken together.</param>
/// <param name="Voxels">Smallest, median and largest, over these cases.</param>
/// <param name="Share">Of the image: smallest, median and largest, over these cases.</param>
public sealed record LabelOverview(int Cases, int Components, IReadOnlyList<double> Voxels, IReadOnlyList<double> Share);

/// <summary>One label of one case.</summary>
/// <param name="Case">Id.</param>
/// <param name="Label">Name.</param>
/// <param name="Voxels">At least 1.</param>
/// <param name="Share">Of the image.</param>
/// <param name="Components">Connected regions.</param>
public sealed record LesionSize(string Case, string Label, long Voxels, double Share, int Components);
