using System.Globalization;
using Seno.Core;
using Seno.Data.Preprocessing;

namespace Seno.Studies.Reports.Checklists;

/// <summary>What the results say of the data.</summary>
internal static class DataFacts
{
    private const int MostNamed = 8;

    public static Known? Source(ChecklistFacts facts)
    {
        if ((facts.Run?.Plan.Dataset ?? facts.Dataset?.Name ?? facts.Measured.Select(measured => measured.Dataset).FirstOrDefault(name => name is not null)) is not { } name)
            return null;
        var parts = new List<string> { $"data set '{name}'" };
        if (facts.Run?.Fingerprint is { } fingerprint)
            parts.Add($"{Counted.Of(fingerprint.Cases, "case")} in {Counted.Groups(fingerprint.Groups)}");
        else if (facts.Dataset is { } dataset)
            parts.Add($"{Counted.Of(dataset.Cases.Count, "case")} in {Counted.Groups(dataset.Cases.Select(item => item.Group).Distinct().Count())}");
        if (facts.Run?.Plan.Modality is { } modality)
            parts.Add(modality);
        if (Centres(facts) is { } centres)
            parts.Add(centres);
        return Known.Part(string.Join("; ", parts));
    }

    public static Known? Preprocessing(ChecklistFacts facts) => facts.Run is { Plan: var plan } ? Known.Part(PreprocessingText.Of(plan)) : null;

    public static Known? Acquisition(ChecklistFacts facts)
    {
        if (facts.Run is not { Fingerprint: { } fingerprint, Plan.Channels: var channels })
            return null;
        string By(IReadOnlyList<double> lengths) => string.Join(" × ", lengths.Select(length => length.ToString("0.###", CultureInfo.InvariantCulture)));
        return Known.Part($"channels: {string.Join(", ", channels)}; median size {By(fingerprint.MedianSize)} voxels{(fingerprint.MedianSpacing is { } spacing ? $" of {By(spacing)} mm" : ", the voxel size is unknown")}");
    }

    public static Known? Elements(ChecklistFacts facts)
    {
        var labels = facts.Run?.Plan.Labels.Keys.Skip(1) ?? facts.Measured.FirstOrDefault()?.Summary.Labels.Keys;
        if (labels is null)
            return null;
        var columns = facts.Dataset?.Cases.SelectMany(item => item.Metadata.Keys).Distinct().Where(column => column != "case").ToArray() ?? [];
        return Known.Part($"labels: {string.Join(", ", labels)}{(columns.Length > 0 ? $"; columns of cases.csv: {string.Join(", ", columns)}" : "")}");
    }

    public static Known? Missing(ChecklistFacts facts) => (facts.Run, facts.Agreement) switch
    {
        (not null, _) => Known.Part("every case that was trained on or evaluated had all channels and a reference: cases without are refused, not imputed"),
        (null, { } agreement) => Known.Part(string.Join(
            "; ",
            agreement.Readers.Select(reader => $"reader {reader.Key} lacks {Counted.Of(reader.Value.Count, "case")}"))),
        _ => null,
    };

    /// <returns>"centres: A 20, B 12", or null where cases.csv tells none.</returns>
    private static string? Centres(ChecklistFacts facts)
    {
        var known = facts.Dataset?.Cases.Where(item => item.Centre is not null).GroupBy(item => item.Centre!).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray() ?? [];
        return known.Length == 0 ? null : $"centres or scanners: {string.Join(", ", known.Take(MostNamed).Select(group => FormattableString.Invariant($"{group.Key} {group.Count()}")))}{(known.Length > MostNamed ? ", …" : "")}";
    }
}
