namespace Seno.Imaging.Operators;

/// <summary>Where in one image lies what another shows: a rigid or affine map, found by mutual information, so that contrasts may differ.</summary>
/// <remarks>
/// Mattes et al. (IEEE Trans. Med. Imaging 22, 2003) as in ITK: <see cref="MattesMetric"/> on a fixed random sample of points, from coarse
/// to fine. Parameters are scaled so that each moves the points by about as many mm; BFGS with a bounded step and backtracking climbs. A
/// single slice is registered within its plane. A NaN spreads over the box that smoothing covers; where a point or its image has
/// no finite value, it does not count.
/// </remarks>
public static class Registration
{
    /// <summary>By rotation and translation.</summary>
    /// <param name="fixedImage">The image whose points are mapped; it is not changed.</param>
    /// <param name="moving">The image they are mapped to; it is not changed.</param>
    /// <param name="fixedMask">On the fixed image's grid: only where it is not 0 are points taken; default: everywhere.</param>
    /// <param name="movingMask">On the moving image's grid: only where it is not 0 does a point count; default: everywhere.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">
    /// The voxel size of an image is unknown, an image has one value only, a mask has another size or no voxel, one image is a slice
    /// and the other is not or lies in another plane, or the images do not overlap where the search would begin.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option outside its range.</exception>
    public static RegistrationResult Rigid(
        Volume<float> fixedImage, Volume<float> moving, RegistrationOptions? options = null, Volume<byte>? fixedMask = null, Volume<byte>? movingMask = null, int threads = 0) =>
        new RegistrationSearch(fixedImage, moving, options ?? new(), fixedMask, movingMask, threads).Run(affine: false);

    /// <summary>By any affine map: at the coarsest level a rigid one comes first.</summary>
    /// <remarks>
    /// Give a fixed mask a little larger than the object. Without one, mutual information is drawn to maps that shrink, since they bring points
    /// of the background into the object: by about 1 % where the object fills a third of the image, by far more where it fills a tenth.
    /// </remarks>
    /// <inheritdoc cref="Rigid"/>
    public static RegistrationResult Affine(
        Volume<float> fixedImage, Volume<float> moving, RegistrationOptions? options = null, Volume<byte>? fixedMask = null, Volume<byte>? movingMask = null, int threads = 0) =>
        new RegistrationSearch(fixedImage, moving, options ?? new(), fixedMask, movingMask, threads).Run(affine: true);
}
