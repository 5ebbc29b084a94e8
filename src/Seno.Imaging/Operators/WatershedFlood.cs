using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>One flooding: a voxel takes the label of the one that first reaches it, for no later one can reach it at a lower cost.</summary>
/// <remarks>Beside the labels it needs eight bytes per voxel, and sixteen for each in the queue.</remarks>
internal static class WatershedFlood
{
    /// <summary>Not flooded and not to be.</summary>
    private const int Closed = -1;

    /// <param name="labels">The seeds; then the basins.</param>
    [MethodImpl(Hot.Loop)]
    public static void Run(Volume<float> image, Volume<int> labels, Connectivity connectivity, Volume<byte>? mask)
    {
        var (low, high) = ValueRange.Of(image) ?? (0, 0);
        var (bricks, queue) = (new Bricks(image.Size, connectivity), new LevelQueue(low, high));
        var cells = Cells(image, labels, mask, bricks, queue);
        while (queue.TryPop(out var at))
        {
            var basin = cells[at].Label;
            foreach (var step in bricks.StepsFrom(at))
            {
                ref var other = ref cells[at + step];
                if (other.Label != 0)
                    continue;
                other.Label = basin;
                queue.Push(other.Value, at + step);
            }
        }
        Write(cells, bricks, labels);
    }

    private static Cell[] Cells(Volume<float> image, Volume<int> labels, Volume<byte>? mask, Bricks bricks, LevelQueue queue)
    {
        var cells = GC.AllocateUninitializedArray<Cell>(bricks.Length);
        Array.Fill(cells, new Cell(0, Closed));
        var size = image.Size;
        for (var row = 0; row < size.Y * size.Z; row++)
        {
            var (start, alongX) = (bricks.Row(row % size.Y, row / size.Y), 0);
            for (var i = row * size.X; i < (row + 1) * size.X; i++, alongX++)
            {
                if (mask is not null && mask.Array[i] == 0)
                    continue;
                var at = start + bricks.AlongX[alongX];
                cells[at] = new(image.Array[i], labels.Array[i]);
                if (labels.Array[i] > 0)
                    queue.Push(image.Array[i], at);
            }
        }
        return cells;
    }

    private static void Write(Cell[] cells, Bricks bricks, Volume<int> labels)
    {
        var size = labels.Size;
        for (var row = 0; row < size.Y * size.Z; row++)
        {
            var start = bricks.Row(row % size.Y, row / size.Y);
            var target = labels.Array.AsSpan(row * size.X, size.X);
            for (var x = 0; x < target.Length; x++)
                target[x] = Math.Max(0, cells[start + bricks.AlongX[x]].Label);
        }
    }

    private struct Cell(float value, int label)
    {
        public readonly float Value = value;
        public int Label = label;
    }
}
