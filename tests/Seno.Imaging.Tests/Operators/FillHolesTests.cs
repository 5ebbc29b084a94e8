using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class FillHolesTests
{
    // scipy 1.10.1: ndimage.binary_fill_holes(mask, generate_binary_structure(2, 1 and 2))
    [Theory]
    [InlineData(Connectivity.Faces, "####..############.####..#.###")]
    [InlineData(Connectivity.Corners, "####..##########.#.####..#.###")]
    public void Holes_agree_with_scipy(Connectivity connectivity, string expected)
    {
        var geometry = new Geometry(new(6, 5, 1));
        Assert.Equal(Masks.Draw(geometry, expected).Array, FillHoles.In(Masks.Draw(geometry, "####..#..#####.#.#.####..#.###"), connectivity).Array);
    }

    [Fact]
    public void A_shell_is_filled_and_nothing_and_everything_stay()
    {
        var empty = new Volume<byte>(new Geometry(new(5, 5, 5)));
        var shell = empty.Map(_ => (byte)1);
        shell[2, 2, 2] = 0;
        Assert.DoesNotContain((byte)0, FillHoles.In(shell).Array);
        Assert.Equal(empty.Array, FillHoles.In(empty).Array);
    }
}
