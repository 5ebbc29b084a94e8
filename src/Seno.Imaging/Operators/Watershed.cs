namespace Seno.Imaging.Operators;

/// <summary>Basins of an image, flooded from seeds in the order of its values.</summary>
/// <remarks>
/// Priority flood (Meyer, Signal Processing 38, 1994) with a queue in levels; of equal values the one reached first goes first. Agrees
/// with scikit-image's watershed with faces as neighbours, where no two seeds' values are equal; otherwise up to the order of equal
/// values. A NaN is flooded last. A flood takes one thread: its order is the result.
/// </remarks>
public static class Watershed
{
    /// <param name="image">The image, often a <see cref="GradientMagnitude"/>; it is not changed.</param>
    /// <param name="seeds">On the image's grid: the basins' labels, 0 where there is none. Seeds outside the mask are passed over.</param>
    /// <param name="connectivity">Which voxels count as neighbours.</param>
    /// <param name="mask">Only where it is not 0 is flooded; default: everywhere.</param>
    /// <param name="compactness">
    /// Above 0, the distance in voxels from a basin's seed, times this, is added to the value: rounder basins (Neubert and Protzel, ICPR 2014).
    /// </param>
    /// <returns>Every voxel's basin: 0 outside the mask, and where no seed can be reached from.</returns>
    /// <exception cref="ArgumentException">Another size, or a negative seed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The compactness is negative, infinite or NaN.</exception>
    public static Volume<int> Flood(Volume<float> image, Volume<int> seeds, Connectivity connectivity = Connectivity.Faces, Volume<byte>? mask = null, double compactness = 0)
    {
        Grid.RequireSameSize(image.Size, seeds.Size, nameof(seeds));
        Grid.RequireSameSize(image.Size, mask?.Size ?? image.Size, nameof(mask));
        Grid.RequireLength(compactness, nameof(compactness));
        if (seeds.Span.IndexOfAnyInRange(int.MinValue, -1) >= 0)
            throw new ArgumentException("a label is negative", nameof(seeds));
        var labels = Grid.Unwritten<int>(image.Geometry);
        seeds.Span.CopyTo(labels.Span);
        if (compactness == 0)
            WatershedFlood.Run(image, labels, connectivity, mask);
        else
            CompactFlood.Run(image, labels, connectivity, mask, compactness);
        return labels;
    }

    /// <summary>From every local minimum: many small basins, a start for merging.</summary>
    /// <remarks>Where no plateau but a minimum is wider than two voxels, and without a mask, the basins are found by descent rather than by flooding: the same ones, in a fraction of the time.</remarks>
    /// <param name="threads">How many at most; 0: one per processor. A flood takes one.</param>
    /// <returns>Labels 1..count, numbered by each minimum's first voxel in memory order.</returns>
    /// <inheritdoc cref="Flood"/>
    public static (Volume<int> Labels, int Count) FromMinima(Volume<float> image, Connectivity connectivity = Connectivity.Faces, Volume<byte>? mask = null, int threads = 0)
    {
        Grid.RequireSameSize(image.Size, mask?.Size ?? image.Size, nameof(mask));
        var minima = LocalMinima.Of(image, connectivity, threads);
        for (var i = 0; mask is not null && i < minima.Array.Length; i++)
            minima.Array[i] = mask.Array[i] == 0 ? (byte)0 : minima.Array[i];
        var (labels, count) = ConnectedComponents.Label(minima, connectivity, threads);
        if (mask is not null || !DescentBasins.TryRun(image, labels, connectivity, threads))
            WatershedFlood.Run(image, labels, connectivity, mask);
        return (labels, count);
    }
}
