namespace Seno.Imaging.Operators;

/// <summary>A mask thinned to lines one voxel wide that keep its topology: centre lines of vessels and ducts.</summary>
/// <remarks>
/// Lee, Kashyap and Chu (CVGIP: Graph. Models Image Process. 56, 1994): borders are taken off from each side in turn, all candidates of a
/// side found first and then looked at once more one by one. Agrees with scikit-image's skeletonize_3d, but that its second look asks
/// only for connectivity and so can erase small objects; here it also asks for the Euler number, so objects, tunnels and cavities stay.
/// </remarks>
public static class Skeleton
{
    /// <param name="mask">Foreground (joined at corners) is what is not 0; it is not changed. Beyond the edge is background.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <returns>1 on the skeleton, 0 elsewhere.</returns>
    /// <exception cref="OverflowException">The grid has more than about two thousand million voxels.</exception>
    public static Volume<byte> Of(Volume<byte> mask, int threads = 0) => new Thinning(mask, threads).Run();
}
