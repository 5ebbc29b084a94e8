using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Length of the smoothed image's gradient, the edges that a watershed follows.</summary>
/// <remarks>Agrees with scipy's gaussian_gradient_magnitude where the spacing is 1. A NaN spreads over the box the kernels cover.</remarks>
public static class GradientMagnitude
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="sigma">Standard deviation of the Gaussian, above 0, in the geometry's unit (mm, or px where the voxel size is unknown).</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>The image's unit per mm (or px).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is not positive and finite.</exception>
    public static Volume<float> Of(Volume<float> image, double sigma, int threads = 0)
    {
        var spacing = image.Geometry.Spacing;
        var inVoxels = new Vector3(sigma / spacing.X, sigma / spacing.Y, sigma / spacing.Z);
        var sum = new Volume<float>(image.Geometry);
        for (var axis = 0; axis < image.Geometry.Dimensions; axis++)
        {
            var derivative = Gaussian.Derivative(image, inVoxels, (axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0), threads);
            var perUnit = (float)(1 / spacing[axis]);
            Pieces.ForRanges(sum.Array.Length, 1 << 16, threads, [MethodImpl(Hot.Loop)] (start, end) =>
            {
                for (var i = start; i < end; i++)
                    sum.Array[i] += derivative.Array[i] * perUnit * (derivative.Array[i] * perUnit);
            });
        }
        Pieces.ForRanges(sum.Array.Length, 1 << 16, threads, [MethodImpl(Hot.Loop)] (start, end) =>
        {
            for (var i = start; i < end; i++)
                sum.Array[i] = MathF.Sqrt(sum.Array[i]);
        });
        return sum;
    }
}
