using Seno.Core;

namespace Seno.Imaging.Tests;

public sealed class LabelMapLookTests
{
    /// <summary>64 pixels a row: the label of pixel i by hand.</summary>
    [Theory]
    [InlineData("twenty stripes of three", 3, 20, false)]
    [InlineData("sixteen values, all neighbours apart", 1, 16, false)]
    [InlineData("sixty values, all neighbours apart", 1, 60, true)]
    public void An_image_given_for_a_label_map_is_told(string what, int width, int values, bool image)
    {
        var map = new Volume<byte>(new(new(64, 4, 1)), [.. Enumerable.Range(0, 256).Select(i => (byte)(i % 64 / width % values))]);
        var failure = Record.Exception(() => LabelMapLook.Require(map, what));
        Assert.Equal(image, failure is DataException { File: var file } && file == what);
    }
}
