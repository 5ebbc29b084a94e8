using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class TopologyTests
{
    // size, threshold, number of foreground joined at faces and at corners
    public static readonly TheoryData<int, int, int, float, int, int> Cases = new()
    {
        // scikit-image 0.19.3: measure.euler_number(image > threshold, 1) and the same with 3, in 2-D with 2
        { 7, 6, 5, 3, 1, 20 },
        { 7, 6, 5, 6, 76, -13 },
        { 13, 11, 1, 3, 1, -22 },
        { 13, 11, 1, 6, 32, 7 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Euler_numbers_agree_with_scikit_image(int x, int y, int z, float threshold, int faces, int corners)
    {
        var mask = Images.Counted(x, y, z).Map(value => (byte)(value > threshold ? 1 : 0));
        Assert.Equal(faces, Topology.EulerNumber(mask, Connectivity.Faces, threads: 3));
        Assert.Equal(corners, Topology.EulerNumber(mask));
    }

    [Theory]
    [InlineData("#### #..# #..# ####", 0)]
    [InlineData("#..# .... #### .##.", 3)]
    [InlineData("#... .#.. ..#. ...#", 1)]
    [InlineData(".... .... .... ....", 0)]
    public void Objects_minus_holes(string drawing, int expected) =>
        Assert.Equal(expected, Topology.EulerNumber(Masks.Draw(new Geometry(new(4, 4, 1)), drawing)));

    [Fact]
    public void Eighteen_neighbours_are_refused_in_three_dimensions_only()
    {
        Assert.Throws<ArgumentException>(() => Topology.EulerNumber(new Volume<byte>(new Geometry(new(3, 3, 3))), Connectivity.Edges));
        Assert.Equal(0, Topology.EulerNumber(new Volume<byte>(new Geometry(new(3, 3, 1))), Connectivity.Edges));
    }
}
