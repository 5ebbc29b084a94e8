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
}
