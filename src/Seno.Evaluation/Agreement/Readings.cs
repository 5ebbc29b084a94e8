using Seno.Core;
using Seno.Imaging;
using Seno.Imaging.Formats;

namespace Seno.Evaluation.Agreement;

/// <summary>One case as several readers drew it, all on one grid.</summary>
/// <param name="Case">Plain case id.</param>
/// <param name="Group">Patient, or what else must be resampled together.</param>
/// <param name="Readers">Their names.</param>
/// <param name="Masks">Their label maps, in the readers' order.</param>
public sealed record Readings(string Case, string Group, IReadOnlyList<string> Readers, IReadOnlyList<Volume<byte>> Masks)
{
    private const byte White = 255;

    /// <value>Not 0 where a reader did not annotate, and where all masks are background therefore; null where all readers annotated
    /// everything.</value>
    public Volume<byte>? LeftOut { get; init; }

    public Geometry Geometry => Masks[0].Geometry;

    /// <param name="id">Of the case.</param>
    /// <param name="group">Of the case.</param>
    /// <param name="files">A label map a reader.</param>
    /// <param name="reorient">
    /// Turn maps that differ from the first only by the order or sense of their axes, instead of refusing them.
    /// </param>
    /// <param name="warn">As for <see cref="ImageFile.Read"/>.</param>
    /// <exception cref="DataException">
    /// A file is unreadable, looks like an image, lies on another grid than the first, or is a mask of 0 and 255 beside label maps: both
    /// are named.
    /// </exception>
    public static Readings Read(string id, string group, IReadOnlyList<(string Reader, string File)> files, bool reorient = false,
        Action<string>? warn = null)
    {
        var masks = files.Select(file => ImageFile.ReadLabels(file.File, warn)).ToArray();
        for (var i = 0; i < masks.Length; i++)
            LabelMapLook.Require(masks[i], files[i].File);
        var first = Math.Max(0, Array.FindIndex(masks, mask => mask.Geometry.SpacingKnown));
        var grid = masks[first].Geometry;
        for (var i = 0; i < masks.Length; i++)
            masks[i] = GridComparison.Require(
                masks[i],
                grid,
                reorient,
                $"case {id}",
                ($"the map of '{files[i].Reader}' ({files[i].File})", $"that of '{files[first].Reader}' ({files[first].File})"));
        RequireOneScale(id, files, masks);
        return new(id, group, [.. files.Select(file => file.Reader)], masks);
    }

    /// <summary>The masks of all readers but some.</summary>
    public IReadOnlyList<Volume<byte>> Without(params int[] readers) => [.. Masks.Where((_, i) => !readers.Contains(i))];

    /// <summary>White in a picture program's mask is 255; beside a reader's 1 it would count as another label.</summary>
    private static void RequireOneScale(string id, IReadOnlyList<(string Reader, string File)> files, Volume<byte>[] masks)
    {
        var values = masks.Select(mask => mask.Array.Distinct().Where(value => value > 0).ToArray()).ToArray();
        var (white, other) = (
            Array.FindIndex(values, held => held is [White]),
            Array.FindIndex(values, held => held.Length > 0 && !held.Contains(White)));
        if (white >= 0 && other >= 0)
            throw new DataException(
                $"case {id}",
                $"'{files[white].Reader}' is a mask of 0 and 255 ({files[white].File}), "
                    + $"'{files[other].Reader}' holds {string.Join(", ", values[other].Order())} ({files[other].File})",
                "Write the label (1, say) for 255 in the one, so that both name a lesion alike");
    }
}
