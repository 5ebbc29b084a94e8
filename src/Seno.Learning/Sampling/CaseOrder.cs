using Seno.Core;

namespace Seno.Learning.Sampling;

/// <summary>Cases in shuffled order, every one once before any comes again. Safe to ask from several threads.</summary>
public sealed class CaseOrder(int count, ulong seed)
{
    private volatile Pass? last;

    /// <param name="position">Of a sample, counted from the training's first.</param>
    /// <returns>Index of its case.</returns>
    public int At(long position) => OrderOf(position / count)[position % count];

    private int[] OrderOf(long pass)
    {
        if (last is { } known && known.Number == pass)
            return known.Order;
        var order = Enumerable.Range(0, count).ToArray();
        new SeededRandom(seed, "order", pass).Shuffle<int>(order);
        last = new(pass, order);
        return order;
    }

    private sealed record Pass(long Number, int[] Order);
}
