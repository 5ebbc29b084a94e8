namespace Seno.Data.Preprocessing;

/// <summary>One plane of a case on the plan's grid: normalised channels and labels, x fastest.</summary>
public sealed record PreprocessedSlice(int Width, int Height, IReadOnlyList<float[]> Channels, byte[] Labels)
{
    /// <value>Null unless a loss needs them.</value>
    public SliceDistances? Distances { get; init; }

    /// <summary>Up to 256 foreground pixels (x + Width·y), spread evenly over the foreground; empty where there is none.</summary>
    public IReadOnlyList<int> Foreground { get; } = Spread(Labels);

    private static int[] Spread(byte[] labels)
    {
        var all = Enumerable.Range(0, labels.Length).Where(i => labels[i] != 0).ToArray();
        return all.Length <= 256 ? all : [.. Enumerable.Range(0, 256).Select(i => all[(long)i * all.Length / 256])];
    }
}
