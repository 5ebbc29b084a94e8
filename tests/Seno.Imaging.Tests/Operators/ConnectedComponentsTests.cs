using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class ConnectedComponentsTests
{
    private const string Plane = "....###.....#..#.##########...#..#.....#..";
    private const string Block = "....###.....#..#.##########......#.....#...#..#.#..##......#......#..###.#...##..##...#.....#.#.....";

    // mask, connectivity, labels digit by digit: scipy 1.10.1, ndimage.label(mask, generate_binary_structure(rank, 1..3))
    public static readonly TheoryData<int, int, int, string, Connectivity, string> Cases = new()
    {
        { 7, 6, 1, Plane, Connectivity.Faces, "000011100000100101111111111000100100000200" },
        { 7, 6, 1, Plane, Connectivity.Edges, "000011100000100101111111111000100100000100" },
        { 7, 6, 1, Plane, Connectivity.Corners, "000011100000100101111111111000100100000100" },
        { 5, 5, 4, Block, Connectivity.Faces, "0000122000003003033333333440000005000006000300303004400000070000003008330300044004400040000090800000" },
        { 5, 5, 4, Block, Connectivity.Edges, "0000122000002002022222222220000002000002000200202002200000020000002002220200022002200020000020200000" },
        { 5, 5, 4, Block, Connectivity.Corners, "0000111000001001011111111110000001000001000100101001100000010000001001110100011001100010000010100000" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Labels_and_their_order_agree_with_scipy(int x, int y, int z, string drawing, Connectivity connectivity, string expected)
    {
        var (labels, count) = ConnectedComponents.Label(Masks.Draw(new(new(x, y, z)), drawing), connectivity);
        Assert.Equal(expected, string.Concat(labels.Array));
        Assert.Equal(expected.Max() - '0', count);
    }

    [Fact]
    public void An_empty_mask_has_no_component()
    {
        var (labels, count) = ConnectedComponents.Label(new Volume<byte>(new Geometry(new(3, 3, 3))), Connectivity.Corners);
        Assert.Equal(0, count);
        Assert.All(labels.Array, label => Assert.Equal(0, label));
    }

    [Theory]
    [InlineData(Connectivity.Faces)]
    [InlineData(Connectivity.Edges)]
    [InlineData(Connectivity.Corners)]
    public void Labels_are_those_of_a_flood_and_threads_change_nothing(Connectivity connectivity)
    {
        var random = new SeededRandom(5, "components");
        foreach (var size in new Size3[] { new(70, 9, 40), new(64, 33, 1), new(130, 1, 17), new(1, 30, 30) })
        {
            var mask = new Volume<byte>(new Geometry(size)).Map(_ => (byte)(random.Chance(0.4) ? 9 : 0));
            var (labels, count) = ConnectedComponents.Label(mask, connectivity, threads: 1);
            Assert.Equal(labels.Array, ConnectedComponents.Label(mask, connectivity, threads: 4).Labels.Array);
            var (expected, expectedCount) = Flood(mask, connectivity);
            Assert.Equal(expectedCount, count);
            Assert.Equal(expected, labels.Array);
        }
    }

    [Fact]
    public void More_components_than_sixteen_bits_hold_keep_their_own_numbers()
    {
        var mask = new Volume<byte>(new Geometry(new(100, 100, 20)));
        for (var i = 0; i < mask.Array.Length; i++)
            mask.Array[i] = (byte)((i % 100 + i / 100 % 100 + i / 10_000) % 2);
        var (labels, count) = ConnectedComponents.Label(mask, Connectivity.Faces);
        Assert.Equal(100_000, count);
        Assert.Equal(Enumerable.Range(1, count), labels.Array.Where(label => label > 0));
    }

    [Fact]
    public void Statistics_tell_size_and_place()
    {
        var mask = Masks.Draw(new(new(5, 2, 2)), "##..." + "#...#" + "....." + "....#");
        var components = ConnectedComponents.Describe(mask, Connectivity.Faces);
        Assert.Equal([new(1, 3, new(0, 0, 0), new(1, 1, 0), new(1 / 3.0, 1 / 3.0, 0)), new ComponentStatistics(2, 2, new(4, 1, 0), new(4, 1, 1), new(4, 1, 0.5))], components);
        Assert.Equal(Masks.Draw(mask.Geometry, "##...#.............." ).Array, ConnectedComponents.Largest(mask, Connectivity.Faces).Array);
        Assert.Equal(mask.Array, ConnectedComponents.WithoutSmall(mask, 2, Connectivity.Faces).Array);
        Assert.Equal(3, ConnectedComponents.WithoutSmall(mask, 3, Connectivity.Faces).Array.Count(voxel => voxel == 1));
    }

    private static (int[] Labels, int Count) Flood(Volume<byte> mask, Connectivity connectivity)
    {
        var (labels, count, size) = (new int[mask.Array.Length], 0, mask.Size);
        var open = new Stack<int>();
        for (var seed = 0; seed < labels.Length; seed++)
        {
            if (mask.Array[seed] == 0 || labels[seed] != 0)
                continue;
            labels[seed] = ++count;
            open.Push(seed);
            while (open.TryPop(out var at))
            {
                for (var step = 0; step < 27; step++)
                {
                    var (dx, dy, dz) = (step % 3 - 1, step / 3 % 3 - 1, step / 9 - 1);
                    var (x, y, z) = (at % size.X + dx, at / size.X % size.Y + dy, at / size.X / size.Y + dz);
                    if (Math.Abs(dx) + Math.Abs(dy) + Math.Abs(dz) > 1 + (int)connectivity || x < 0 || y < 0 || z < 0 || x >= size.X || y >= size.Y || z >= size.Z)
                        continue;
                    var next = x + size.X * (y + size.Y * z);
                    if (mask.Array[next] == 0 || labels[next] != 0)
                        continue;
                    labels[next] = count;
                    open.Push(next);
                }
            }
        }
        return (labels, count);
    }
}
