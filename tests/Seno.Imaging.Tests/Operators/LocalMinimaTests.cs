using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class LocalMinimaTests
{
    private const string Plateaus = "0120231231201302312312013123123120231231";

    // scikit-image 0.19.3: morphology.local_minima(image, connectivity)
    [Theory]
    [InlineData(Connectivity.Faces, "100000000000000000000000000000000000000000000000000000000000010100100001001000000010010000")]
    [InlineData(Connectivity.Corners, "100000000000000000000000000000000000000000000000000000000000000100100001001000000010010000")]
    public void Minima_of_a_volume_agree_with_scikit_image(Connectivity connectivity, string expected) =>
        Assert.Equal(expected, string.Concat(LocalMinima.Of(Images.Counted(6, 5, 3), connectivity).Array));

    [Theory]
    [InlineData(Connectivity.Faces, "1001000000010010000000100000000001000000")]
    [InlineData(Connectivity.Corners, "1001000000010010000000100000000001000000")]
    public void Minima_of_plateaus_agree_with_scikit_image(Connectivity connectivity, string expected)
    {
        var image = new Volume<float>(new Geometry(new(8, 5, 1)), [.. Plateaus.Select(digit => (float)(digit - '0'))]);
        Assert.Equal(expected, string.Concat(LocalMinima.Of(image, connectivity).Array));
    }

    [Fact]
    public void An_image_of_one_value_is_one_minimum() =>
        Assert.All(LocalMinima.Of(new Volume<float>(new Geometry(new(20, 3, 2))), Connectivity.Faces).Array, state => Assert.Equal(1, state));
}
