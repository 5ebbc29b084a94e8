namespace Seno.Imaging.Operators;

/// <summary>Gaussian smoothing, and derivatives of the smoothed image.</summary>
/// <remarks>
/// As scipy's gaussian_filter by default: sampled kernel, normalised, cut off at four standard deviations; beyond the edge the image is
/// mirrored, the edge voxel repeated. Sums are in single precision (scipy's in double): values agree to about 1e-6 of the image's range.
/// A NaN or infinity spreads over the box that the kernels cover. Axes of one voxel are left alone.
/// </remarks>
public static class Gaussian
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="sigma">Standard deviations along x, y and z, in mm; 0 leaves an axis as it is.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">The voxel size is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A standard deviation is negative, infinite or NaN.</exception>
    public static Volume<float> InMillimetres(Volume<float> image, Vector3 sigma, int threads = 0)
    {
        var spacing = Grid.RequireSpacing(image.Geometry, nameof(image));
        return InVoxels(image, new Vector3(sigma.X / spacing.X, sigma.Y / spacing.Y, sigma.Z / spacing.Z), threads);
    }

    /// <summary>The same standard deviation, in mm, along all axes.</summary>
    /// <inheritdoc cref="InMillimetres(Volume{float}, Vector3, int)"/>
    public static Volume<float> InMillimetres(Volume<float> image, double sigma, int threads = 0) => InMillimetres(image, new Vector3(sigma, sigma, sigma), threads);

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="sigma">Standard deviations along x, y and z, in voxels; 0 leaves an axis as it is.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A standard deviation is negative, infinite or NaN.</exception>
    public static Volume<float> InVoxels(Volume<float> image, Vector3 sigma, int threads = 0) => Derivative(image, sigma, (0, 0, 0), threads);

    /// <summary>The same standard deviation, in voxels, along all axes.</summary>
    /// <inheritdoc cref="InVoxels(Volume{float}, Vector3, int)"/>
    public static Volume<float> InVoxels(Volume<float> image, double sigma, int threads = 0) => InVoxels(image, new Vector3(sigma, sigma, sigma), threads);

    /// <summary>A partial derivative of the smoothed image, per voxel (divide by the spacing, once per order, for per mm).</summary>
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="sigma">Standard deviations along x, y and z, in voxels; 0 leaves an axis as it is, and needs order 0.</param>
    /// <param name="order">How often to derive along each axis: 0, 1 or 2. Along an axis of one voxel every derivative is 0.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A standard deviation is negative, infinite or NaN, or 0 where it must not be; an order is another number.</exception>
    public static Volume<float> Derivative(Volume<float> image, Vector3 sigma, (int X, int Y, int Z) order, int threads = 0)
    {
        var size = image.Size;
        LineOperation?[] operations = [Along(size.X, sigma.X, order.X), Along(size.Y, sigma.Y, order.Y), Along(size.Z, sigma.Z, order.Z)];
        return new(image.Geometry, Separable.Apply(image.Array, size, size, operations, threads));
    }

    private static Convolution? Along(int length, double sigma, int order)
    {
        Grid.RequireLength(sigma, nameof(sigma));
        if (order is < 0 or > 2 || (order > 0 && sigma == 0))
            throw new ArgumentOutOfRangeException(nameof(order), "must be 0, 1 or 2, and 0 where nothing is smoothed");
        return sigma == 0 || (length == 1 && order == 0) ? null : new Convolution(GaussianKernel.Half(sigma, order), odd: order == 1, length, Edge.Mirror);
    }
}
