namespace Seno.Imaging.Operators;

/// <summary>Connected foreground regions.</summary>
/// <remarks>Two passes with union-find (Rosenfeld and Pfaltz, 1966).</remarks>
public static class ConnectedComponents
{
    /// <param name="mask">Foreground is what is not 0.</param>
    /// <param name="connectivity">Which voxels count as neighbours.</param>
    /// <returns>Labels 1..count, numbered by each component's first voxel in memory order; 0 is background.</returns>
    public static (Volume<int> Labels, int Count) Label(Volume<byte> mask, Connectivity connectivity)
    {
        var labels = new Volume<int>(mask.Geometry);
        var parents = new List<int> { 0 };
        FirstPass(mask, labels, parents, EarlierNeighbours(connectivity));
        var count = Number(parents);
        foreach (ref var label in labels.Span)
            label = parents[label];
        return (labels, count);
    }

    private static void FirstPass(Volume<byte> mask, Volume<int> labels, List<int> parents, (int X, int Y, int Z)[] neighbours)
    {
        var size = mask.Size;
        var index = 0;
        for (var z = 0; z < size.Z; z++)
        {
            for (var y = 0; y < size.Y; y++)
            {
                for (var x = 0; x < size.X; x++, index++)
                {
                    if (mask.Array[index] != 0)
                        labels.Array[index] = Provisional(labels, parents, neighbours, x, y, z);
                }
            }
        }
    }

    private static int Provisional(Volume<int> labels, List<int> parents, (int X, int Y, int Z)[] neighbours, int x, int y, int z)
    {
        var size = labels.Size;
        var own = 0;
        foreach (var step in neighbours)
        {
            var (nx, ny, nz) = (x + step.X, y + step.Y, z + step.Z);
            if (nx < 0 || nx >= size.X || ny < 0 || ny >= size.Y || nz < 0)
                continue;
            var other = labels.Array[nx + size.X * (ny + size.Y * nz)];
            if (other != 0)
                own = own == 0 ? Root(parents, other) : Unite(parents, own, other);
        }
        if (own != 0)
            return own;
        parents.Add(parents.Count);
        return parents.Count - 1;
    }

    private static int Unite(List<int> parents, int a, int b)
    {
        var (first, second) = (Root(parents, a), Root(parents, b));
        var root = Math.Min(first, second);
        parents[Math.Max(first, second)] = root;
        return root;
    }

    private static int Root(List<int> parents, int label)
    {
        while (parents[label] != label)
        {
            parents[label] = parents[parents[label]];
            label = parents[label];
        }
        return label;
    }

    /// <summary>Replaces each provisional label by its final one; a root is the smallest of its set, so it is met first.</summary>
    private static int Number(List<int> parents)
    {
        var count = 0;
        for (var label = 1; label < parents.Count; label++)
            parents[label] = parents[label] == label ? ++count : parents[parents[label]];
        return count;
    }

    private static (int X, int Y, int Z)[] EarlierNeighbours(Connectivity connectivity)
    {
        var reach = connectivity switch { Connectivity.Faces => 1, Connectivity.Edges => 2, _ => 3 };
        var steps = from z in Enumerable.Range(-1, 2)
                    from y in Enumerable.Range(-1, 3)
                    from x in Enumerable.Range(-1, 3)
                    where z < 0 || y < 0 || (y == 0 && x < 0)
                    where Math.Abs(x) + Math.Abs(y) + Math.Abs(z) <= reach
                    select (x, y, z);
        return steps.ToArray();
    }
}
