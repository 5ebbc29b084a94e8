using System.Globalization;
using Seno.Core;
using Seno.Data;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Studies.Reports;

/// <summary>Which cases are shown: every kind of failure, then some of the rest.</summary>
internal static class ShownCases
{
    private const int ShownOfAKind = 3;
    private const int ShownMistakes = 9;

    /// <param name="rows">All cases.</param>
    /// <param name="show">Null where an image or a label map is gone.</param>
    public static IReadOnlyList<ShownGroup> Of(IReadOnlyList<CaseRow> rows, Func<CaseRow, ShownCase?> show)
    {
        var ranked = rows.Where(row => row.ReferenceVoxels > 0).OrderByDescending(row => row.Dsc).ThenBy(row => row.Id, StringComparer.Ordinal).ToArray();
        var middle = Math.Max(0, ranked.Length / 2 - ShownOfAKind / 2);
        (string Title, string Explanation, IEnumerable<CaseRow> Rows)[] groups =
        [
            ("Missed lesions", $"The largest first, {ShownMistakes} at most: no predicted pixel touches them.", ranked.Where(row => row.Missed).OrderByDescending(row => row.ReferenceVoxels).Take(ShownMistakes)),
            ("Worst of those touched", "", ranked.Where(row => !row.Missed).Reverse().Take(ShownOfAKind)),
            ("About the median", "", ranked.Skip(middle).Take(ShownOfAKind)),
            ("Best", "", ranked.Take(ShownOfAKind)),
            ("False alarms", $"The largest first, {ShownMistakes} at most: the reference has no lesion.", rows.Where(row => row.FalseAlarm).OrderByDescending(row => row.PredictionVoxels).Take(ShownMistakes)),
        ];
        return [.. groups.Select(group => new ShownGroup(group.Title, group.Explanation, [.. group.Rows.Select(show).OfType<ShownCase>()])).Where(group => group.Cases.Count > 0)];
    }

    /// <param name="item">Its image.</param>
    /// <param name="row">How it came out.</param>
    /// <param name="labels">Of the data set: what was not annotated is not outlined.</param>
    /// <param name="reference">Label map, on the image's grid.</param>
    /// <param name="predicted">Label map; not looked at where the case has no prediction.</param>
    /// <returns>Null where a label map was removed or lies on another grid than the image, and where one of the three cannot be
    /// shown.</returns>
    public static ShownCase? Read(Case item, CaseRow row, LabelScheme labels, string? reference, string? predicted)
    {
        if (!File.Exists(reference) || (!File.Exists(predicted) && !row.Unpredicted))
            return null;
        if (Images(item, reference, row.Unpredicted ? null : predicted) is not { } images)
            return null;
        var (image, drawn, found) = images;
        var caption = row switch
        {
            { Unpredicted: true } => $"no prediction, {Counted.Of(row.ReferenceVoxels, "voxel")}",
            { FalseAlarm: true } => $"{Counted.Of(row.PredictionVoxels, "voxel")} predicted",
            _ => string.Create(CultureInfo.InvariantCulture, $"DSC {row.Dsc:F2}, {Counted.Of(row.ReferenceVoxels, "voxel")}"),
        };
        return ShownCase.Upright(row.Id, caption, image, labels.Annotated(drawn), found);
    }

    private static Volume<byte>? OnGrid(string file, Geometry grid)
    {
        var map = ImageFile.ReadLabels(file);
        return GridComparison.Same(map.Geometry, grid) || GridComparison.Reordered(map.Geometry, grid)
            ? GridComparison.Require(map, grid, reorient: true, file, ("the label map", "its image"))
            : null;
    }

    /// <summary>A report is not lost for a picture: an image with a NaN is left out of it.</summary>
    private static (Volume<float> Image, Volume<byte> Reference, Volume<byte>? Prediction)? Images(
        Case item,
        string reference,
        string? predicted)
    {
        try
        {
            var image = (item with { Reorient = true }).ReadChannels()[0];
            if (OnGrid(reference, image.Geometry) is not { } drawn)
                return null;
            if (predicted is null)
                return (image, drawn, null);
            return OnGrid(predicted, image.Geometry) is { } found ? (image, drawn, found) : null;
        }
        catch (DataException)
        {
            return null;
        }
    }
}
