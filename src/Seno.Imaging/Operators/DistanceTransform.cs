using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>Exact Euclidean distances between voxel centres, in <see cref="Geometry.Unit"/>, with any spacing.</summary>
/// <remarks>
/// Lower envelope of parabolas, one axis at a time (Felzenszwalb and Huttenlocher, Theory of Computing 8, 2012): O(voxels). What is
/// carried from axis to axis is not a rounded distance but the steps to the nearest voxel, so the result is rounded once. It is
/// the only memory of the volume's size. Agrees with scipy's distance_transform_edt. No side may exceed 65,534 voxels.
/// </remarks>
public static class DistanceTransform
{
    /// <summary>Squared distance of every foreground (non-zero) voxel to the nearest background voxel, in the unit squared; 0 in the background.</summary>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>Positive infinity throughout where there is no background.</returns>
    public static Volume<float> Squared(Volume<byte> mask, int threads = 0) => new DistanceWork(mask, seedsAreForeground: false, squared: true).Run(threads);

    /// <summary>Distance of every foreground (non-zero) voxel to the nearest background voxel; 0 in the background.</summary>
    /// <returns>Positive infinity throughout where there is no background.</returns>
    public static Volume<float> ToBackground(Volume<byte> mask, int threads = 0) => new DistanceWork(mask, seedsAreForeground: false, squared: false).Run(threads);

    /// <summary>Distance of every voxel to the nearest foreground (non-zero) voxel; 0 in the foreground.</summary>
    /// <returns>Positive infinity throughout where there is no foreground.</returns>
    public static Volume<float> ToMask(Volume<byte> mask, int threads = 0) => new DistanceWork(mask, seedsAreForeground: true, squared: false).Run(threads);

    /// <summary>Distance to the nearest voxel of the other kind: positive in the background, negative in the foreground, never 0.</summary>
    /// <returns>Positive infinity throughout for an empty mask, negative infinity for a full one.</returns>
    public static Volume<float> Signed(Volume<byte> mask, int threads = 0)
    {
        var outside = ToMask(mask, threads);
        var inside = ToBackground(mask, threads);
        var (result, depth) = (outside.Array, inside.Array);
        Pieces.ForRanges(result.Length, 1 << 16, threads, [MethodImpl(Hot.Loop)] (start, end) =>
        {
            for (var i = start; i < end; i++)
                result[i] -= depth[i];
        });
        return outside;
    }
}
