using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class SkeletonTests
{
    [Fact]
    public void A_drawing_agrees_with_scikit_image()
    {
        var mask = Masks.Draw(new Geometry(new(18, 12, 1)), """
            ..................
            .################.
            .###########...##.
            .###########...##.
            .################.
            ......#####.......
            ......#####.......
            ......#####.......
            ......#####.......
            ......#####.......
            ......#####.......
            ..................
            """);
        // scikit-image 0.19.3: morphology.skeletonize_3d(mask)
        var expected = Masks.Draw(mask.Geometry, """
            ..................
            ............###...
            ...........#...#..
            ..######.###...#..
            ........#...###...
            ........#.........
            ........#.........
            ........#.........
            ........#.........
            ..................
            ..................
            ..................
            """);
        Assert.Equal(expected.Array, Skeleton.Of(mask).Array);
    }

    [Fact]
    public void A_broken_ring_agrees_with_scikit_image()
    {
        // NumPy: z, y, x = np.mgrid[:7, :9, :11]; r = np.hypot(y - 4, 0.8 * (x - 5)); mask = (abs(z - 3) <= 1) & (r <= 4) & (r >= 1.2); mask[:, 4, 9:] = 0
        var mask = new Volume<byte>(new Geometry(new(11, 9, 7)));
        for (var z = 2; z <= 4; z++)
            for (var y = 0; y < 9; y++)
                for (var x = 0; x < 11; x++)
                    mask[x, y, z] = (byte)(Math.Sqrt((y - 4) * (y - 4) + 0.64 * (x - 5) * (x - 5)) is <= 4 and >= 1.2 && !(y == 4 && x >= 9) ? 1 : 0);
        // scikit-image 0.19.3: np.flatnonzero(morphology.skeletonize_3d(mask))
        Assert.Equal([313, 322, 323, 325, 332, 337, 343, 348, 354, 359, 366, 367, 369, 379], Voxels(Skeleton.Of(mask)));
    }

    [Fact]
    public void A_blurred_volume_agrees_with_scikit_image()
    {
        var mask = Gaussian.InVoxels(Images.Counted(12, 11, 10), 1).Map(value => (byte)(value > 5 ? 1 : 0));
        // scikit-image 0.19.3: np.flatnonzero(morphology.skeletonize_3d(ndimage.gaussian_filter(image, 1) > 5))
        Assert.Equal(653, mask.Array.Sum(voxel => voxel));
        Assert.Equal(
            [
                30, 42, 48, 60, 72, 108, 118, 149, 169, 187, 217, 229, 250, 280, 301, 321, 331, 351, 352, 362, 382, 411, 422, 452, 463, 473, 513, 543, 593, 594, 644, 675, 714, 724, 735,
                765, 825, 826, 847, 866, 896, 968, 998, 1027, 1037, 1038, 1129, 1160, 1180, 1272, 1285, 1291, 1298, 1311,
            ],
            Voxels(Skeleton.Of(mask)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void Objects_tunnels_and_cavities_stay_and_nothing_is_added(int depth)
    {
        for (var i = 0; i < 40; i++)
        {
            var random = new SeededRandom(5, "skeleton", depth, i);
            var noise = new Volume<float>(new Geometry(new(17, 15, depth))).Map(_ => (float)random.NextDouble());
            var mask = Gaussian.InVoxels(noise, 0.8).Map(value => (byte)(value > 0.45 + 0.05 * (i % 4) ? 1 : 0));
            var skeleton = Skeleton.Of(mask, threads: 1 + i % 3);
            Assert.All(skeleton.Array.Zip(mask.Array), pair => Assert.True(pair.First <= pair.Second));
            Assert.Equal(ConnectedComponents.Label(mask, Connectivity.Corners).Count, ConnectedComponents.Label(skeleton, Connectivity.Corners).Count);
            Assert.Equal(Topology.EulerNumber(mask), Topology.EulerNumber(skeleton));
            Assert.Equal(skeleton.Array, Skeleton.Of(skeleton).Array);
        }
    }

    [Fact]
    public void A_full_block_becomes_less_than_a_line_and_nothing_stays_nothing()
    {
        var block = new Volume<byte>(new Geometry(new(9, 5, 3))).Map(_ => (byte)7);
        Assert.InRange(Voxels(Skeleton.Of(block)).Length, 1, 9);
        Assert.Empty(Voxels(Skeleton.Of(new Volume<byte>(block.Geometry))));
        Assert.Single(Voxels(Skeleton.Of(new Volume<byte>(new Geometry(new(1, 1, 1)), [1]))));
    }

    private static int[] Voxels(Volume<byte> mask) => [.. Enumerable.Range(0, mask.Array.Length).Where(i => mask.Array[i] == 1)];
}
