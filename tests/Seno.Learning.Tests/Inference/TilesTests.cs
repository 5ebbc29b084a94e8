using Seno.Learning.Inference;

namespace Seno.Learning.Tests.Inference;

public sealed class TilesTests
{
    [Theory]
    [InlineData(10, 10, 0.5, new[] { 0 })]
    [InlineData(11, 10, 0.5, new[] { 0, 1 })]
    [InlineData(20, 10, 0.5, new[] { 0, 5, 10 })]
    [InlineData(21, 10, 0.5, new[] { 0, 4, 7, 11 })]
    [InlineData(20, 10, 0, new[] { 0, 10 })]
    public void Windows_start_where_counted_by_hand(int size, int patch, double overlap, int[] expected) =>
        Assert.Equal(expected, Tiles.Starts(size, patch, overlap));

    [Fact]
    public void Windows_cover_every_pixel_and_end_flush()
    {
        for (var size = 16; size < 100; size++)
        {
            var starts = Tiles.Starts(size, 16, 0.5);
            Assert.Equal(size - 16, starts[^1]);
            Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, 8));
        }
    }

    [Fact]
    public void Weights_are_symmetric_positive_and_highest_in_the_middle()
    {
        var weights = Tiles.GaussianWeights([16, 8]);
        Assert.Equal(weights, weights.Reverse());
        Assert.Equal(weights.Max(), weights[8 + 16 * 4]);
        Assert.True(weights.Min() >= 1e-3f);
    }
}
