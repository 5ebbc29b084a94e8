using System.Globalization;
using Seno.Core;

namespace Seno.Imaging.Formats.Dicom;

/// <summary>Which of several stacks of images is meant.</summary>
internal static class DicomStackChoice
{
    private const int MostListed = 12;

    /// <param name="found">At least one stack, in the order of their numbers.</param>
    /// <param name="path">Where they were found.</param>
    /// <param name="wanted">
    /// A number from 1, a series UID, UID#n for the n-th stack of that UID, a description or a part of it; null for the only one.
    /// </param>
    /// <param name="note">Told of stacks left out.</param>
    /// <exception cref="DataException">None fits, or several.</exception>
    public static DicomSeries Of(IReadOnlyList<DicomSeries> found, string path, string? wanted, Action<string>? note)
    {
        if (wanted is null)
            return Main(found, note)
                ?? throw new DataException(
                    path,
                    $"holds {found.Count} series ({List(found)})",
                    "Choose one by its number with --series, or give the folder of one of them");
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= found.Count)
            return found[number - 1];
        var fitting = Fitting(found, wanted);
        return (fitting.Count == 0 ? null : Main(fitting, note))
            ?? throw new DataException(
                "--series",
                $"'{wanted}' fits {fitting.Count} of {found.Count} series in {path} ({List(fitting.Count > 0 ? fitting : found)})",
                "Give the number of one");
    }

    private static IReadOnlyList<DicomSeries> Fitting(IReadOnlyList<DicomSeries> found, string wanted)
    {
        if (wanted.Split('#') is [var uid, var nth] && int.TryParse(nth, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return found.Where(one => one.Uid == uid).ElementAtOrDefault(number - 1) is { } chosen ? [chosen] : [];
        Func<DicomSeries, bool>[] ways =
        [
            one => one.Uid == wanted,
            one => one.Description.Equals(wanted, StringComparison.OrdinalIgnoreCase),
            one => one.Description.Contains(wanted, StringComparison.OrdinalIgnoreCase),
        ];
        return ways.Select(way => found.Where(way).ToArray()).FirstOrDefault(series => series.Length > 0) ?? [];
    }

    /// <summary>
    /// The only stack; of one series UID also the only one of several slices among single images, which are its localizers.
    /// </summary>
    private static DicomSeries? Main(IReadOnlyList<DicomSeries> found, Action<string>? note)
    {
        if (found.Count == 1)
            return found[0];
        if (found.Any(one => one.Uid != found[0].Uid) || found.Where(one => one.Frames > 1).ToArray() is not [var main] || !main.Placed)
            return null;
        var others = found.Where(one => one != main).ToArray();
        var names = string.Join(
            ", ",
            others.Take(MostListed).Select(one => Path.GetFileName(one.Files[0]))) + (others.Length > MostListed ? ", …" : "");
        var why = $"they differ in plane, size or type from the series' {main.Frames} other images (to take one of them: --series NUMBER)";
        note?.Invoke($"{main.Source}: {names} left out: {why}");
        return main;
    }

    private static string List(IReadOnlyList<DicomSeries> found)
    {
        var listed = found.Take(MostListed).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Number}: {one}"));
        return string.Join("; ", listed) + (found.Count > MostListed ? "; …" : "");
    }
}
