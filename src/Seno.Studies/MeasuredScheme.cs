using Seno.Data;
using Seno.Evaluation;

namespace Seno.Studies;

/// <summary>A data set's labels as an evaluation measures them.</summary>
internal static class MeasuredScheme
{
    public static MeasuredLabels Of(LabelScheme scheme) =>
        new(
            [.. scheme.Foreground.Select(region => new MeasuredLabel(region.Name, region.Values))],
            scheme.Regions is not null,
            scheme.Ignore);

    /// <summary>Of a folder of references that lies in a data set: values alone do not tell a mark from a label, nor regions.</summary>
    /// <returns>Null where no data set is near, or its label values speak for themselves.</returns>
    /// <exception cref="Core.DataException">Its dataset.json is malformed.</exception>
    public static LabelScheme? Near(string references)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(references));
        var description = Path.Combine(Path.GetDirectoryName(folder) ?? "", "dataset.json");
        if (!Path.GetFileName(folder).StartsWith("labelsT", StringComparison.Ordinal) || !File.Exists(description))
            return null;
        return DatasetDescription.Read(description).Scheme is { } scheme && (scheme.Ignore is not null || scheme.Regions is not null)
            ? scheme
            : null;
    }
}
