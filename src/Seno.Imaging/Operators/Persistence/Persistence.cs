namespace Seno.Imaging.Operators;

/// <summary>Components, loops and cavities of an image at every threshold at once: its persistence barcode.</summary>
/// <remarks>
/// Voxels above a falling threshold are joined at faces (background at corners; loops and cavities open at the grid's edge are none).
/// In 2-D dimension 0 counts components and 1 holes; in 3-D 1 counts tunnels and 2 cavities.
/// </remarks>
public static class Persistence
{
    /// <param name="image">Not changed; holds no NaN.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>By dimension, the bars that begin above where they end; their number across a threshold is the Betti number there. The component that nothing ends comes first.</returns>
    /// <exception cref="OverflowException">The grid has more than about two hundred and sixty million voxels.</exception>
    public static PersistencePair[][] Of(Volume<float> image, int threads = 0)
    {
        var filtration = new CubicalFiltration(image);
        var pairing = new PersistencePairing(filtration, filtration);
        var bars = new PersistencePair[filtration.Dimensions][];
        Pieces.ForEach(bars.Length, threads, dimension => bars[dimension] = Bars(filtration, pairing.Of(dimension), dimension));
        return bars;
    }

    private static PersistencePair[] Bars(CubicalFiltration filtration, CellPair[] pairs, int dimension)
    {
        IEnumerable<PersistencePair> ended = pairs
            .Where(pair => filtration.Value(pair.Birth) > filtration.Value(pair.Death))
            .Select(pair => new PersistencePair(filtration.Voxel(pair.Birth), filtration.Voxel(pair.Death)));
        return dimension == 0 ? [new(filtration.Cells(0)[0], PersistencePair.Never), .. ended] : [.. ended];
    }
}
