using Seno.Imaging;
using Seno.Imaging.Operators;

namespace Seno.Evaluation.Topology;

/// <summary>What a mask is made of, whatever its shape.</summary>
/// <param name="Objects">β₀: connected pieces.</param>
/// <param name="Tunnels">β₁: holes in 2-D, tunnels in 3-D.</param>
/// <param name="Cavities">β₂: enclosed voids; 0 in 2-D.</param>
public readonly record struct BettiNumbers(long Objects, long Tunnels, long Cavities)
{
    /// <summary>Foreground is joined at corners (8 or 26 neighbours), background at faces (4 or 6). Beyond the edge is background.</summary>
    /// <param name="mask">Foreground is what is not 0, with background all around.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    public static BettiNumbers Of(Volume<byte> mask, int threads = 1)
    {
        var objects = ConnectedComponents.Describe(mask, Connectivity.Corners, threads).Count;
        var enclosed = ConnectedComponents.Describe(mask.Map(voxel => voxel == 0 ? (byte)1 : (byte)0), Connectivity.Faces, threads).Count - 1;
        // the Euler number is β₀ − β₁ + β₂
        return mask.Geometry.Dimensions == 2
            ? new(objects, enclosed, 0)
            : new(objects, objects + enclosed - Imaging.Operators.Topology.EulerNumber(mask, Connectivity.Corners, threads), enclosed);
    }
}
