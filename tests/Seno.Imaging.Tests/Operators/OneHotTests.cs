using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class OneHotTests
{
    [Fact]
    public void Every_voxel_is_one_label()
    {
        var labels = new Volume<byte>(new Geometry(new(2, 2, 1)), [0, 2, 1, 2]);
        var indicators = OneHot.Of(labels, 4).Volumes;
        Assert.Equal([1, 0, 0, 0], indicators[0].Array);
        Assert.Equal([0, 0, 1, 0], indicators[1].Array);
        Assert.Equal([0, 1, 0, 1], indicators[2].Array);
        Assert.Equal([0, 0, 0, 0], indicators[3].Array);
        Assert.Throws<ArgumentException>(() => OneHot.Of(labels, 2));
    }
}
