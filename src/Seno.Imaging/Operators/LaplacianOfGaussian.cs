namespace Seno.Imaging.Operators;

/// <summary>Sum of the smoothed image's second derivatives: negative in bright blobs of about √(number of axes) standard deviations' radius.</summary>
/// <remarks>Agrees with scipy's gaussian_laplace where the spacing is 1. A NaN spreads over the box the kernels cover.</remarks>
public static class LaplacianOfGaussian
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="sigma">Standard deviation of the Gaussian, above 0, in the geometry's unit (mm, or px where the voxel size is unknown).</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>The image's unit per mm² (or px²).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is not positive and finite.</exception>
    public static Volume<float> Of(Volume<float> image, double sigma, int threads = 0)
    {
        var spacing = image.Geometry.Spacing;
        var inVoxels = new Vector3(sigma / spacing.X, sigma / spacing.Y, sigma / spacing.Z);
        var sum = new Volume<float>(image.Geometry);
        for (var axis = 0; axis < image.Geometry.Dimensions; axis++)
        {
            var derivative = Gaussian.Derivative(image, inVoxels, (axis == 0 ? 2 : 0, axis == 1 ? 2 : 0, axis == 2 ? 2 : 0), threads);
            var perUnit = (float)(1 / (spacing[axis] * spacing[axis]));
            for (var i = 0; i < sum.Array.Length; i++)
                sum.Array[i] += derivative.Array[i] * perUnit;
        }
        return sum;
    }
}
