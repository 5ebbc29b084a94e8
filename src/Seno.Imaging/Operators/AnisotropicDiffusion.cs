using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>Smoothing within regions, while edges stay: values diffuse, the less the steeper they differ.</summary>
/// <remarks>
/// Perona and Malik, IEEE Trans. Pattern Anal. Mach. Intell. 12, 1990: explicit steps, each face's flow from the difference across it,
/// nothing flows through the grid's edges. So the mean stays, and no value passes the least or the greatest one. Nothing flows to or
/// from a NaN or an infinity.
/// </remarks>
public static class AnisotropicDiffusion
{
    /// <param name="image">The image; it is not changed.</param>
    /// <param name="contrast">K, above 0: the gradient that counts as an edge, in the image's unit per mm (or px where the voxel size is unknown).</param>
    /// <param name="iterations">How many steps.</param>
    /// <param name="step">Time per step, in mm² (or px²), at most <see cref="LongestStep"/>. Default: half of that.</param>
    /// <param name="conductance">Default exponential.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A contrast or step that is not positive and finite, a step beyond the bound, or a negative number of steps.</exception>
    public static Volume<float> Of(Volume<float> image, double contrast, int iterations, double? step = null, Conductance conductance = Conductance.Exponential, int threads = 0)
    {
        Grid.RequirePositive(contrast, nameof(contrast));
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        var longest = LongestStep(image.Geometry);
        var time = step ?? longest / 2;
        Grid.RequirePositive(time, nameof(step));
        if (time > longest * (1 + 1e-9))
            throw new ArgumentOutOfRangeException(nameof(step), $"{time} is unstable; on this grid at most {longest} {image.Geometry.Unit}²");
        var now = Grid.Unwritten<float>(image.Geometry);
        image.Span.CopyTo(now.Span);
        if (iterations == 0)
            return now;
        var next = Grid.Unwritten<float>(image.Geometry);
        for (var i = 0; i < iterations; i++)
        {
            Step(now, next, contrast, time, conductance, threads);
            (now, next) = (next, now);
        }
        return now;
    }

    /// <returns>1/(2 Σ 1/h²) over the axes' spacings h, in mm² (or px²): up to it every new value is a mean of old ones.</returns>
    public static double LongestStep(Geometry geometry)
    {
        var sum = 0.0;
        for (var axis = 0; axis < geometry.Dimensions; axis++)
            sum += 1 / (geometry.Spacing[axis] * geometry.Spacing[axis]);
        return 0.5 / sum;
    }

    private static void Step(Volume<float> now, Volume<float> next, double contrast, double time, Conductance conductance, int threads)
    {
        var (size, spacing) = (now.Size, now.Geometry.Spacing);
        Face Across(int axis) => new((float)(1 / (spacing[axis] * contrast * spacing[axis] * contrast)), (float)(time / (spacing[axis] * spacing[axis])), conductance);
        var (alongX, alongY, alongZ) = (Across(0), Across(1), Across(2));
        Pieces.ForEach(checked(size.Y * size.Z), threads, () => new float[size.X + 2], (row, wide) =>
        {
            var (y, z) = (row % size.Y, row / size.Y);
            // Beyond an edge lies the row itself: no difference, no flow.
            ReadOnlySpan<float> Row(int y, int z) => now.Array.AsSpan(size.X * (Math.Clamp(y, 0, size.Y - 1) + size.Y * Math.Clamp(z, 0, size.Z - 1)), size.X);
            var own = now.Array.AsSpan(row * size.X, size.X);
            var target = next.Array.AsSpan(row * size.X, size.X);
            own.CopyTo(target);
            Edge.Repeat.Extend<float>(own, 1, wide);
            alongX.Flow(own, wide.AsSpan(0, size.X), target);
            alongX.Flow(own, wide.AsSpan(2, size.X), target);
            if (size.Y > 1)
            {
                alongY.Flow(own, Row(y - 1, z), target);
                alongY.Flow(own, Row(y + 1, z), target);
            }
            if (size.Z > 1)
            {
                alongZ.Flow(own, Row(y, z - 1), target);
                alongZ.Flow(own, Row(y, z + 1), target);
            }
        });
    }

    /// <summary>The faces between voxels that are neighbours along one axis.</summary>
    /// <param name="Steepness">Of a squared difference of 1: its (g/K)².</param>
    /// <param name="Share">Of a difference that flows in one step where nothing holds it back.</param>
    private readonly record struct Face(float Steepness, float Share, Conductance Conductance)
    {
        /// <summary>Adds to a row what flows into it from the voxels beside it.</summary>
        [MethodImpl(Hot.Loop)]
        public void Flow(ReadOnlySpan<float> row, ReadOnlySpan<float> beside, Span<float> target)
        {
            for (var x = 0; x < row.Length; x += LineBundle.Lines)
            {
                var difference = LineBundle.Load(beside[x..]) - LineBundle.Load(row[x..]);
                var steepness = difference * difference * Steepness;
                var conductance = Conductance == Conductance.Exponential ? Exponential.OfNegative(-steepness) : Vector512<float>.One / (Vector512<float>.One + steepness);
                var flow = difference * conductance * Share & Vector512.LessThan(Vector512.Abs(difference), Vector512.Create(float.PositiveInfinity));
                LineBundle.Store(LineBundle.Load(target[x..]) + flow, target[x..]);
            }
        }
    }
}
