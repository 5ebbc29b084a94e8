using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Seno.Imaging.Operators;

/// <summary>Smoothing that stops at edges: neighbours count by their distance and by how near their value is.</summary>
/// <remarks>
/// Tomasi and Manduchi, ICCV 1998: every voxel within three spatial standard deviations, no table and no grid in between. Nothing is
/// assumed beyond the edge. A NaN is passed over and stays where it is.
/// </remarks>
public static class Bilateral
{
    private const double CutOff = 3;

    /// <param name="image">The image; it is not changed.</param>
    /// <param name="spatial">Standard deviation of the distance, above 0, in the geometry's unit (mm, or px where the voxel size is unknown).</param>
    /// <param name="range">Standard deviation of the difference between values, above 0, in the image's unit.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A standard deviation is not positive and finite.</exception>
    public static Volume<float> Of(Volume<float> image, double spatial, double range, int threads = 0)
    {
        Grid.RequirePositive(spatial, nameof(spatial));
        Grid.RequirePositive(range, nameof(range));
        var (size, ball) = (image.Size, new Ball(CutOff * spatial, image.Geometry.Spacing));
        var reach = new Size3(ball.Reach(0, size), ball.Reach(1, size), ball.Reach(2, size));
        // A bundle that begins at a row's last voxel reads this much further.
        var padded = Pad.Constant(image, reach, reach with { X = reach.X + LineBundle.Lines - 1 }, float.NaN);
        var (steps, logarithms) = Taps(ball, reach, padded.Size, image.Geometry.Spacing, spatial, size);
        var slope = (float)(-0.5 / (range * range));
        var result = Grid.Unwritten<float>(image.Geometry);
        Pieces.ForEach(checked(size.Y * size.Z), threads, [MethodImpl(Hot.Loop)] (row) =>
        {
            var first = reach.X + padded.Size.X * (row % size.Y + reach.Y + padded.Size.Y * (row / size.Y + reach.Z));
            var target = result.Array.AsSpan(row * size.X, size.X);
            for (var x = 0; x < target.Length; x += LineBundle.Lines)
                LineBundle.Store(Mean(padded.Array, first + x, steps, logarithms, slope), target[x..]);
        });
        return result;
    }

    /// <summary>The ball's voxels as steps, and the logarithms of their weights.</summary>
    private static (int[] Steps, float[] Logarithms) Taps(Ball ball, Size3 reach, Size3 padded, Vector3 spacing, double spatial, Size3 size)
    {
        var (steps, logarithms) = (new List<int>(), new List<float>());
        for (var z = -reach.Z; z <= reach.Z; z++)
        {
            for (var y = -reach.Y; y <= reach.Y; y++)
            {
                var half = ball.HalfWidth(y, z, size);
                for (var x = -half; x <= half; x++)
                {
                    var away = new Vector3(x * spacing.X, y * spacing.Y, z * spacing.Z);
                    steps.Add(x + padded.X * (y + padded.Y * z));
                    logarithms.Add((float)(-0.5 * away.Dot(away) / (spatial * spatial)));
                }
            }
        }
        return ([.. steps], [.. logarithms]);
    }

    [MethodImpl(Hot.Loop)]
    private static Vector512<float> Mean(float[] values, int first, int[] steps, float[] logarithms, float slope)
    {
        var centre = Vector512.LoadUnsafe(ref values[first]);
        var (sum, weights) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var tap = 0; tap < steps.Length; tap++)
        {
            var difference = Vector512.LoadUnsafe(ref values[first + steps[tap]]) - centre;
            var number = Vector512.Equals(difference, difference);
            difference &= number;
            var weight = Exponential.OfNegative(Vector512.FusedMultiplyAdd(difference * difference, Vector512.Create(slope), Vector512.Create(logarithms[tap]))) & number;
            sum = Vector512.FusedMultiplyAdd(weight, difference, sum);
            weights += weight;
        }
        return centre + sum / weights;
    }
}
