namespace Seno.Imaging.Operators;

/// <summary>Supervoxels: many small compact regions of one brightness each, a start for merging and for graphs.</summary>
/// <remarks>
/// Simple linear iterative clustering (Achanta et al., IEEE Trans. Pattern Anal. Mach. Intell. 34, 2012): k-means in brightness and place
/// from seeds on a regular grid, each cluster looked for within two grid steps. Agrees with scikit-image's slic where the spacing is 1
/// and no mask is given; elsewhere seeds are evenly spaced in mm (there in voxels), and no random numbers choose those in a mask.
/// </remarks>
public static class Slic
{
    /// <param name="image">The image; it is not changed. Its finite values are brought to 0..1.</param>
    /// <param name="segments">About how many, at least 1.</param>
    /// <param name="compactness">Above 0: how much one grid step weighs against the image's whole range. Larger: rounder.</param>
    /// <param name="sigma">Standard deviation of a Gaussian before, in the geometry's unit; 0: none.</param>
    /// <param name="mask">Only where it is not 0 is segmented; default: everywhere.</param>
    /// <param name="connected">
    /// Make every segment one piece (joined at faces): pieces below half the mean size go to a neighbour, those above three times it are cut.
    /// Otherwise a segment may be in pieces.
    /// </param>
    /// <param name="iterations">Of k-means, at most; at least 1.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>Labels 1..count; 0 outside the mask and where the image (smoothed, if so asked) is not finite.</returns>
    /// <exception cref="ArgumentException">The mask has another size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static (Volume<int> Labels, int Count) Segment(
        Volume<float> image, int segments = 100, double compactness = 0.1, double sigma = 0, Volume<byte>? mask = null, bool connected = true, int iterations = 10, int threads = 0)
    {
        Grid.RequireSameSize(image.Size, mask?.Size ?? image.Size, nameof(mask));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segments);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        Grid.RequireLength(sigma, nameof(sigma));
        if (!(compactness > 0 && double.IsFinite(compactness)))
            throw new ArgumentOutOfRangeException(nameof(compactness), "must be positive and finite");
        var values = Brightness(image, compactness, sigma, threads);
        var inside = values.Map(value => float.IsFinite(value));
        for (var i = 0; mask is not null && i < inside.Array.Length; i++)
            inside.Array[i] &= mask.Array[i] != 0;
        var voxels = inside.Array.LongCount(isInside => isInside);
        if (voxels == 0)
            return (new(image.Geometry), 0);
        var (seeds, step) = SlicSeeds.Of(inside, segments, voxels);
        var clusters = new SlicClusters(values, inside, seeds, step, threads);
        // in a mask, seeds first spread by place alone
        if (voxels < inside.Array.Length)
            clusters.Run(iterations, byBrightness: false);
        clusters.Run(iterations, byBrightness: true);
        return SlicPieces.Number(clusters.Labels, connected ? (double)voxels / seeds.Count : null);
    }

    /// <summary>Scaled so that compactness is in it, as place is measured in grid steps.</summary>
    private static Volume<float> Brightness(Volume<float> image, double compactness, double sigma, int threads)
    {
        var (low, high) = ValueRange.Of(image, threads) ?? (0, 0);
        var range = (float)((double)high - low);
        var perCompactness = (float)(1 / compactness);
        var values = image.Map(value => (value - low) / (range > 0 ? range : 1));
        var spacing = image.Geometry.Spacing;
        if (sigma > 0)
            values = Gaussian.InVoxels(values, new Vector3(sigma / spacing.X, sigma / spacing.Y, sigma / spacing.Z), threads);
        return values.Map(value => value * perCompactness);
    }
}
