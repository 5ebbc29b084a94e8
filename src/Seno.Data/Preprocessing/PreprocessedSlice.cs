namespace Seno.Data.Preprocessing;

/// <summary>One plane of a case on the plan's grid: normalised channels and labels, x fastest.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Channels">One array a channel.</param>
/// <param name="Labels">Label values.</param>
/// <param name="Ignore">The value of pixels that were not annotated; null where all are.</param>
public sealed record PreprocessedSlice(int Width, int Height, IReadOnlyList<float[]> Channels, byte[] Labels, byte? Ignore = null)
{
    private const int MostPlaces = 256;

    /// <value>Null unless a loss needs them.</value>
    public SliceDistances? Distances { get; init; }

    /// <summary>Up to 256 foreground pixels (x + Width·y), spread evenly over the foreground; empty where there is none.</summary>
    public IReadOnlyList<int> Foreground { get; } = Spread(Labels, label => label != 0 && label != Ignore);

    /// <summary>Up to 256 pixels that were annotated, spread evenly over these; null where all were.</summary>
    public IReadOnlyList<int>? Annotated { get; } =
        Ignore is { } ignore && Labels.Contains(ignore) ? Spread(Labels, label => label != ignore) : null;

    /// <summary>How many pixels are foreground.</summary>
    public int ForegroundPixels => Labels.Count(label => label != 0 && label != Ignore);

    private static int[] Spread(byte[] labels, Func<byte, bool> wanted)
    {
        var all = Enumerable.Range(0, labels.Length).Where(i => wanted(labels[i])).ToArray();
        return all.Length <= MostPlaces ? all : [.. Enumerable.Range(0, MostPlaces).Select(i => all[(long)i * all.Length / MostPlaces])];
    }
}
