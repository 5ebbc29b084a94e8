namespace Seno.Imaging.Operators;

/// <summary>One flooding whose cost grows with the distance from the seed: a voxel may be reached twice, the second time at the lower cost, so it takes its label when it is its turn.</summary>
internal static class CompactFlood
{
    /// <summary>Not flooded and not to be.</summary>
    private const int Closed = -1;

    /// <param name="labels">The seeds; then the basins.</param>
    public static void Run(Volume<float> image, Volume<int> labels, Connectivity connectivity, Volume<byte>? mask, double compactness)
    {
        var (values, basins, neighbours) = (image.Array, labels.Array, new Neighbourhood(image.Size, connectivity));
        for (var i = 0; mask is not null && i < basins.Length; i++)
        {
            if (mask.Array[i] == 0)
                basins[i] = Closed;
        }
        var queue = new PriorityQueue<(int Voxel, int Seed), (double Cost, long Age)>();
        long age = 0;
        for (var i = 0; i < basins.Length; i++)
        {
            if (basins[i] > 0)
                queue.Enqueue((i, i), (LevelQueue.Number(values[i]), age++));
        }
        Span<int> few = stackalloc int[26];
        while (queue.TryDequeue(out var item, out _))
        {
            if (basins[item.Voxel] != 0 && item.Voxel != item.Seed)
                continue;
            basins[item.Voxel] = basins[item.Seed];
            foreach (var step in neighbours.StepsFrom(item.Voxel, few))
            {
                var other = item.Voxel + step;
                if (basins[other] == 0)
                    queue.Enqueue((other, item.Seed), (LevelQueue.Number(values[other]) + compactness * Apart(neighbours, other, item.Seed), age++));
            }
        }
        labels.Span.Replace(Closed, 0);
    }

    private static double Apart(Neighbourhood neighbours, int a, int b)
    {
        var (p, q) = (neighbours.Place(a), neighbours.Place(b));
        return new Vector3(p.X - q.X, p.Y - q.Y, p.Z - q.Z).Length;
    }
}
