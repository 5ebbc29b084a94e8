using System.Runtime.CompilerServices;

namespace Seno.Imaging.Operators;

/// <summary>What bending and stretching cannot change about a mask.</summary>
public static class Topology
{
    /// <summary>In 2-D objects minus holes; in 3-D objects minus tunnels plus cavities.</summary>
    /// <remarks>
    /// The alternating sum of corners, edges, faces and voxels: of those that foreground touches (foreground joined at corners), or of
    /// those whose voxels all are foreground (joined at faces). Agrees with scikit-image's euler_number. Beyond the edge is background.
    /// </remarks>
    /// <param name="mask">Foreground is what is not 0; it is not changed.</param>
    /// <param name="connectivity">Of the foreground; the background has the opposite one.</param>
    /// <param name="threads">How many at most; 0: one per processor.</param>
    /// <exception cref="ArgumentException"><see cref="Connectivity.Edges"/> in 3-D, which has no opposite.</exception>
    public static long EulerNumber(Volume<byte> mask, Connectivity connectivity = Connectivity.Corners, int threads = 0)
    {
        if (connectivity == Connectivity.Edges && mask.Geometry.Dimensions == 3)
            throw new ArgumentException("18 neighbours have no opposite in 3-D; ask for faces or corners", nameof(connectivity));
        var (size, sum, touched) = (mask.Size, 0L, connectivity != Connectivity.Faces);
        var outside = new byte[size.X];
        ReadOnlySpan<byte> Row(int y, int z) => (uint)y < (uint)size.Y && (uint)z < (uint)size.Z ? mask.Array.AsSpan(size.X * (y + size.Y * z), size.X) : outside;
        // one row and plane more than there are: those that begin beyond the last
        Pieces.ForRanges(checked((size.Y + 1) * (size.Z + 1)), 64, threads, (first, end) =>
        {
            var own = 0L;
            for (var i = first; i < end; i++)
            {
                var (y, z) = (i % (size.Y + 1), i / (size.Y + 1));
                own += Alternating(Row(y, z), Row(y - 1, z), Row(y, z - 1), Row(y - 1, z - 1), background: touched ? 0 : 1);
            }
            Interlocked.Add(ref sum, own);
        });
        return sum;
    }

    /// <summary>Corners − edges + faces − voxels between four rows that meet, of those with a voxel that counts as 1.</summary>
    /// <param name="background">
    /// What background counts as. With 1, cells that background touches are counted: as the signs of all cells add up to 0, what is left,
    /// those of foreground only, add up to the opposite; and so do their signs, for the Euler number of what is joined at faces.
    /// </param>
    [MethodImpl(Hot.Loop)]
    private static long Alternating(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, int background)
    {
        var sum = 0L;
        int Flag(byte voxel) => voxel != 0 ? 1 - background : background;
        var (a1, ab1, ac1, all1) = (background, background, background, background);
        for (var x = 0; x <= a.Length; x++)
        {
            var inside = x < a.Length;
            var a0 = inside ? Flag(a[x]) : background;
            var ab0 = a0 | (inside ? Flag(b[x]) : background);
            var ac0 = a0 | (inside ? Flag(c[x]) : background);
            var all0 = ab0 | ac0 | (inside ? Flag(d[x]) : background);
            sum += (all0 | all1) - all0 - (ac0 | ac1) - (ab0 | ab1) + ac0 + ab0 + (a0 | a1) - a0;
            (a1, ab1, ac1, all1) = (a0, ab0, ac0, all0);
        }
        return sum;
    }
}
