namespace Seno.Imaging.Operators;

/// <summary>Where the clusters of <see cref="Slic"/> begin.</summary>
internal static class SlicSeeds
{
    /// <returns>Voxel indices in memory order: those of a regular grid that lie in the mask, and at least one; and the grid's longest step, in the geometry's unit.</returns>
    public static (IReadOnlyList<(int X, int Y, int Z)> Seeds, double Step) Of(Volume<bool> inside, int segments, long voxels)
    {
        var size = inside.Size;
        // the grid covers everything, so it needs as many more seeds as there is more than the mask
        var (step, start) = Lattice(inside.Geometry, Math.Min(size.Voxels, (double)segments * size.Voxels / voxels));
        var seeds = new List<(int, int, int)>();
        for (var z = start[2]; z < size.Z; z += step[2])
        {
            for (var y = start[1]; y < size.Y; y += step[1])
            {
                for (var x = start[0]; x < size.X; x += step[0])
                {
                    if (inside[x, y, z])
                        seeds.Add((x, y, z));
                }
            }
        }
        if (seeds.Count == 0)
        {
            var first = Array.IndexOf(inside.Array, true);
            seeds.Add((first % size.X, first / size.X % size.Y, first / size.X / size.Y));
        }
        return (seeds, Enumerable.Range(0, 3).Where(axis => size[axis] > 1).Select(axis => step[axis] * inside.Geometry.Spacing[axis]).DefaultIfEmpty(1).Max());
    }

    /// <summary>As scikit-image's regular_grid, but cubic in mm: an axis too short for a step has one seed, and the others share the rest.</summary>
    public static (int[] Step, int[] Start) Lattice(Geometry geometry, double points)
    {
        if (geometry.Size.Voxels <= points)
            return ([1, 1, 1], [0, 0, 0]);
        // z before y before x among equals, as a stable sort in scikit-image's order of axes has it
        int[] axes = [.. new[] { 2, 1, 0 }.OrderBy(axis => geometry.Size[axis] > 1).ThenBy(axis => geometry.Size[axis] * geometry.Spacing[axis])];
        var extents = axes.Select(axis => geometry.Size[axis] * geometry.Spacing[axis]).ToArray();
        var steps = new double[3];
        for (var flat = 0; flat < 3; flat++)
        {
            var step = Math.Pow(extents[flat..].Aggregate(1.0, (product, extent) => product * extent) / points, 1.0 / (3 - flat));
            steps.AsSpan(flat).Fill(step);
            if (extents[flat] >= step && geometry.Size[axes[flat]] > 1)
                break;
            steps[flat] = extents[flat];
        }
        var (voxels, start) = (new int[3], new int[3]);
        for (var i = 0; i < 3; i++)
        {
            var inVoxels = steps[i] / geometry.Spacing[axes[i]];
            voxels[axes[i]] = Math.Max(1, (int)Math.Round(inVoxels));
            start[axes[i]] = Math.Min((int)Math.Floor(inVoxels / 2), geometry.Size[axes[i]] - 1);
        }
        return (voxels, start);
    }
}
