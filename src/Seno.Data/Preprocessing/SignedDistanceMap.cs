using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Data.Preprocessing;

/// <summary>How far every pixel lies from a mask's boundary, as losses of distance read it.</summary>
public static class SignedDistanceMap
{
    /// <param name="inside">Not 0 inside; x fastest.</param>
    /// <param name="geometry">Its grid.</param>
    /// <returns>Distance to the nearest voxel of the other kind, in the geometry's unit, negative inside; 0 throughout where there is no boundary: the mask is empty or full (Kervadec et al., Medical Image Analysis 67, 2021).</returns>
    public static float[] Of(ReadOnlySpan<byte> inside, Geometry geometry) =>
        inside.IndexOf((byte)0) < 0 || !inside.ContainsAnyExcept((byte)0)
            ? new float[inside.Length]
            : DistanceTransform.Signed(new Volume<byte>(geometry, inside.ToArray()), threads: 1).Array;
}
