using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Erosion, dilation, opening and closing of a mask by a ball.</summary>
/// <remarks>
/// By a threshold on the exact distance, so the time does not depend on the radius, or for a ball of few voxels by laying it over every
/// row. Nothing is assumed beyond the edge: it neither erodes nor dilates, as in scikit-image. A voxel belongs to the ball if its
/// centre lies within the radius. Results are 0 or 1.
/// </remarks>
public static class BinaryMorphology
{
    /// <summary>The voxels whose whole ball (as far as the grid reaches) is foreground.</summary>
    /// <param name="mask">Foreground is what is not 0; it is not changed.</param>
    /// <param name="radius">mm.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException">The voxel size is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative, infinite or NaN.</exception>
    public static Volume<byte> Erode(Volume<byte> mask, double radius, int threads = 0) => Within(mask, radius, ofForeground: false, threads);

    /// <summary>The voxels in the ball of any foreground voxel.</summary>
    /// <inheritdoc cref="Erode"/>
    public static Volume<byte> Dilate(Volume<byte> mask, double radius, int threads = 0) => Within(mask, radius, ofForeground: true, threads);

    /// <summary>The union of all balls that fit into the foreground: erosion, then dilation.</summary>
    /// <inheritdoc cref="Erode"/>
    public static Volume<byte> Open(Volume<byte> mask, double radius, int threads = 0) => Dilate(Erode(mask, radius, threads), radius, threads);

    /// <summary>What no ball in the background can reach: dilation, then erosion.</summary>
    /// <inheritdoc cref="Erode"/>
    public static Volume<byte> Close(Volume<byte> mask, double radius, int threads = 0) => Erode(Dilate(mask, radius, threads), radius, threads);

    private static Volume<byte> Within(Volume<byte> mask, double radius, bool ofForeground, int threads)
    {
        var ball = new Ball(radius, Grid.RequireSpacing(mask.Geometry, nameof(mask)));
        if (BallUnion.Pays(ball, mask.Size))
            return BallUnion.Of(mask, ball, ofForeground, threads);
        var distances = new DistanceWork(mask, seedsAreForeground: ofForeground, squared: true).Run(threads).Array;
        var limit = (float)(radius * radius * (1 + Ball.Tolerance));
        var result = Grid.Unwritten<byte>(mask.Geometry);
        Pieces.ForRanges(distances.Length, 1 << 16, threads, [MethodImpl(Hot.Loop)] (start, end) =>
        {
            for (var i = start; i < end; i++)
                result.Array[i] = distances[i] <= limit == ofForeground ? (byte)1 : (byte)0;
        });
        return result;
    }
}
