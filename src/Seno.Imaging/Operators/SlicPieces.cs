namespace Seno.Imaging.Operators;

/// <summary>Clusters in pieces made segments in one piece each, and numbered.</summary>
/// <remarks>
/// As scikit-image: piece by piece in memory order, a small one going to the neighbour seen last. One that no numbered neighbour
/// touches yet shares its number with the next piece there; here it goes to a neighbour at the end.
/// </remarks>
internal sealed class SlicPieces
{
    private readonly int[] clusters;
    private readonly int[] labels;
    private readonly Size3 size;
    private readonly int[] voxels;
    private int next = 1;

    private SlicPieces(Volume<int> clusters, int largest) =>
        (this.clusters, size, labels, voxels) = (clusters.Array, clusters.Size, new int[clusters.Array.Length], new int[largest]);

    /// <param name="meanSize">Voxels of a segment on average; null: pieces stay as they are and only numbers that no voxel has are passed over.</param>
    public static (Volume<int> Labels, int Count) Number(Volume<int> clusters, double? meanSize)
    {
        if (meanSize is not { } mean)
            return Compact(clusters.Geometry, clusters.Array);
        // scikit-image's min_size_factor and max_size_factor
        var (smallest, largest) = ((int)(0.5 * mean), Math.Max(1, (int)(3 * mean)));
        var pieces = new SlicPieces(clusters, largest);
        pieces.Part(smallest, largest);
        return Compact(clusters.Geometry, pieces.labels);
    }

    private void Part(int smallest, int largest)
    {
        var alone = new List<int>();
        for (var first = 0; first < labels.Length; first++)
        {
            if (clusters[first] == 0 || labels[first] != 0)
                continue;
            var (count, neighbour) = Flood(first, largest);
            if (count < smallest && neighbour > 0)
            {
                foreach (var voxel in voxels.AsSpan(0, count))
                    labels[voxel] = neighbour;
                continue;
            }
            if (count < smallest)
                alone.Add(next);
            next++;
        }
        if (alone.Count > 0)
            Join(alone, smallest);
    }

    /// <returns>The piece's voxels, now numbered and listed, and the neighbour seen last, or 0.</returns>
    private (int Count, int Neighbour) Flood(int first, int largest)
    {
        var (count, neighbour, cluster) = (1, 0, clusters[first]);
        (voxels[0], labels[first]) = (first, next);
        for (var visited = 0; visited < count && count < largest; visited++)
        {
            for (var side = 0; side < 6; side++)
            {
                var other = Beside(voxels[visited], side);
                if (other < 0)
                    continue;
                if (clusters[other] == cluster && labels[other] == 0)
                {
                    labels[other] = next;
                    voxels[count++] = other;
                    if (count >= largest)
                        break;
                }
                else if (labels[other] != 0 && labels[other] != next)
                {
                    neighbour = labels[other];
                }
            }
        }
        return (count, neighbour);
    }

    /// <summary>Segments that were too small when there was no neighbour, and still are.</summary>
    private void Join(List<int> alone, int smallest)
    {
        foreach (var label in alone)
        {
            int[] own = [.. Enumerable.Range(0, labels.Length).Where(voxel => labels[voxel] == label)];
            if (own.Length >= smallest)
                continue;
            var neighbour = own.SelectMany(voxel => Enumerable.Range(0, 6).Select(side => Beside(voxel, side)))
                .Where(other => other >= 0 && labels[other] != 0 && labels[other] != label).Select(other => labels[other]).FirstOrDefault(label);
            foreach (var voxel in own)
                labels[voxel] = neighbour;
        }
    }

    /// <returns>The voxel after or before along x, y and z in turn; −1 beyond the grid.</returns>
    private int Beside(int voxel, int side)
    {
        var (axis, step) = (side / 2, side % 2 == 0 ? 1 : -1);
        var (stride, length) = axis switch { 0 => (1, size.X), 1 => (size.X, size.Y), _ => (size.X * size.Y, size.Z) };
        return (uint)(voxel / stride % length + step) < (uint)length ? voxel + step * stride : -1;
    }

    private static (Volume<int> Labels, int Count) Compact(Geometry geometry, int[] labels)
    {
        var numbers = new int[labels.Max() + 1];
        foreach (var label in labels)
            numbers[label] = 1;
        var count = 0;
        for (var label = 1; label < numbers.Length; label++)
            numbers[label] = numbers[label] == 0 ? 0 : ++count;
        numbers[0] = 0;
        return (new(geometry, [.. labels.Select(label => numbers[label])]), count);
    }
}
