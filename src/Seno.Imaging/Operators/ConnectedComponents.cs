namespace Seno.Imaging.Operators;

/// <summary>Connected foreground regions.</summary>
/// <remarks>
/// Runs of foreground along x are united with the runs of the rows before that they touch (union-find; He, Chao and Suzuki, IEEE
/// Trans. Image Process. 17, 2008). Slabs of planes are united side by side, then with one another. Agrees with scipy's label.
/// </remarks>
public static class ConnectedComponents
{
    /// <param name="mask">Foreground is what is not 0.</param>
    /// <param name="connectivity">Which voxels count as neighbours.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>Labels 1..count, numbered by each component's first voxel in memory order; 0 is background.</returns>
    public static (Volume<int> Labels, int Count) Label(Volume<byte> mask, Connectivity connectivity, int threads = 0)
    {
        var runs = ForegroundRuns.Of(mask, threads);
        var count = runs.Number(connectivity, threads);
        var labels = Grid.Unwritten<int>(mask.Geometry);
        runs.Paint(labels, threads, static label => label);
        return (labels, count);
    }

    /// <summary>Each component's size and place.</summary>
    /// <returns>Statistics of the components 1..count, in that order.</returns>
    public static IReadOnlyList<ComponentStatistics> Describe(Volume<byte> mask, Connectivity connectivity, int threads = 0)
    {
        var runs = ForegroundRuns.Of(mask, threads);
        return runs.Describe(runs.Number(connectivity, threads));
    }

    /// <summary>The largest component alone; of equals the first in memory order.</summary>
    /// <returns>1 in the component, 0 elsewhere; an empty mask gives an empty mask.</returns>
    public static Volume<byte> Largest(Volume<byte> mask, Connectivity connectivity, int threads = 0)
    {
        var runs = ForegroundRuns.Of(mask, threads);
        var components = runs.Describe(runs.Number(connectivity, threads));
        var largest = components.MaxBy(component => component.Voxels)?.Label;
        var result = Grid.Unwritten<byte>(mask.Geometry);
        runs.Paint(result, threads, label => label == largest ? (byte)1 : (byte)0);
        return result;
    }

    /// <summary>Without the components of fewer than <paramref name="least"/> voxels.</summary>
    /// <returns>1 in the components that stay, 0 elsewhere.</returns>
    public static Volume<byte> WithoutSmall(Volume<byte> mask, long least, Connectivity connectivity, int threads = 0)
    {
        var runs = ForegroundRuns.Of(mask, threads);
        var components = runs.Describe(runs.Number(connectivity, threads));
        var result = Grid.Unwritten<byte>(mask.Geometry);
        runs.Paint(result, threads, label => components[label - 1].Voxels >= least ? (byte)1 : (byte)0);
        return result;
    }
}
