using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class PercentilesTests
{
    [Fact]
    public void Percentiles_agree_with_NumPy()
    {
        // NumPy 1.24.2: np.percentile(image.astype(float), [0, 10, 33.3, 50, 99.5, 100])
        double[] expected = [0, 0.99, 3.26469999, 4.95000005, 9.91149994, 10];
        var actual = Percentiles.Of(Images.Counted(5, 4, 3), [0, 10, 33.3, 50, 99.5, 100]);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
    }

    [Fact]
    public void Signs_infinities_and_NaN_find_their_places()
    {
        var image = new Volume<float>(new Geometry(new(6, 1, 1)), [float.NaN, -2, float.PositiveInfinity, 0, float.NegativeInfinity, 1e-30f]);
        Assert.Equal([double.NegativeInfinity, -2, 0, 1e-30f, double.PositiveInfinity], Percentiles.Of(image, [0, 25, 50, 75, 100]));
    }

    [Fact]
    public void What_cannot_be_answered_is_refused()
    {
        var image = Images.Counted(3, 2, 1);
        foreach (var bad in new[] { -1, 101, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => Percentiles.Of(image, [bad]));
        Assert.Throws<ArgumentException>(() => Percentiles.Of(image.Map(_ => float.NaN), [50]));
    }
}
