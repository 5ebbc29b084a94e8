namespace Seno.Imaging.Operators;

/// <summary>Matches the components, loops and cavities of two images that are in the same place: Stucki et al., ICML 2023.</summary>
/// <remarks>
/// Both images lie below their voxelwise maximum. What of either is seen there has a barcode of its own (image persistence), whose bars
/// begin with a bar of the image and end with a bar of the maximum; two bars are matched when they so meet in the same bar of the maximum.
/// The component that nothing ends is matched with the other's. Conventions of the barcodes: <see cref="Persistence"/>.
/// </remarks>
public static class BettiMatching
{
    /// <param name="first">Not changed; holds no NaN.</param>
    /// <param name="second">On the same grid.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>By dimension: 0 and 1 in 2-D; 0, 1 and 2 in 3-D.</returns>
    /// <exception cref="ArgumentException">The two images differ in size.</exception>
    public static MatchedBars[] Of(Volume<float> first, Volume<float> second, int threads = 0)
    {
        Grid.RequireSameSize(first.Size, second.Size, nameof(second));
        var images = new[] { first, second, Maximum(first, second) };
        var filtrations = new CubicalFiltration[3];
        Pieces.ForEach(3, threads, i => filtrations[i] = new(images[i]));
        var (own, seen) = (filtrations[..2], filtrations[2]);
        var dimensions = seen.Dimensions;
        var pairs = new CellPair[4 * dimensions][];
        // the highest dimension but one is the slowest, so it is begun first
        Pieces.ForEach(pairs.Length, threads, i =>
        {
            var (dimension, image) = ((2 * dimensions - 2 - i / 4) % dimensions, own[i % 2]);
            pairs[4 * dimension + i % 4] = new PersistencePairing(image, i % 4 < 2 ? image : seen).Of(dimension);
        });
        return [.. Enumerable.Range(0, dimensions).Select(dimension => Match(own[0], own[1], seen, pairs.AsSpan(4 * dimension, 4), dimension == 0))];
    }

    private static Volume<float> Maximum(Volume<float> first, Volume<float> second)
    {
        var maximum = Grid.Unwritten<float>(first.Geometry);
        for (var i = 0; i < maximum.Array.Length; i++)
            maximum.Array[i] = Math.Max(first.Array[i], second.Array[i]);
        return maximum;
    }

    /// <param name="pairs">Own of the first, own of the second, the first's and the second's seen in the maximum.</param>
    private static MatchedBars Match(CubicalFiltration first, CubicalFiltration second, CubicalFiltration seen, ReadOnlySpan<CellPair[]> pairs, bool components)
    {
        var (ofFirst, ofSecond) = (Bars(first, pairs[0]), Bars(second, pairs[1]));
        var meeting = Seen(first, seen, pairs[2]).ToDictionary(pair => pair.Death, pair => pair.Birth);
        List<(PersistencePair, PersistencePair)> matched = [];
        if (components)
            matched.Add((new(first.Cells(0)[0], PersistencePair.Never), new(second.Cells(0)[0], PersistencePair.Never)));
        HashSet<int> inFirst = [], inSecond = [];
        foreach (var pair in Seen(second, seen, pairs[3]))
        {
            if (!meeting.TryGetValue(pair.Death, out var birth))
                continue;
            matched.Add((ofFirst[birth], ofSecond[pair.Birth]));
            inFirst.Add(birth);
            inSecond.Add(pair.Birth);
        }
        return new(matched, Rest(ofFirst, inFirst), Rest(ofSecond, inSecond));
    }

    /// <returns>The bars that last, by the cell that begins them.</returns>
    private static Dictionary<int, PersistencePair> Bars(CubicalFiltration image, CellPair[] pairs) => pairs
        .Where(pair => image.Value(pair.Birth) > image.Value(pair.Death))
        .ToDictionary(pair => pair.Birth, pair => new PersistencePair(image.Voxel(pair.Birth), image.Voxel(pair.Death)));

    private static PersistencePair[] Rest(Dictionary<int, PersistencePair> bars, HashSet<int> matched) =>
        [.. bars.Where(bar => !matched.Contains(bar.Key)).Select(bar => bar.Value)];

    /// <returns>Of an image in the maximum, the bars that last: a bar of the image that begins alike then lasts as well.</returns>
    private static IEnumerable<CellPair> Seen(CubicalFiltration image, CubicalFiltration seen, CellPair[] pairs) =>
        pairs.Where(pair => image.Value(pair.Birth) > seen.Value(pair.Death));
}
