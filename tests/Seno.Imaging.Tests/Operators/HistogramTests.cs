using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class HistogramTests
{
    [Fact]
    public void Bins_agree_with_NumPy()
    {
        var image = Images.Counted(5, 4, 3);
        // NumPy 1.24.2: np.histogram(image, 7) and np.histogram(image, 4, range=(2, 8))
        var own = Histogram.Of(image, 7);
        Assert.Equal([9, 8, 9, 9, 8, 8, 9], own.Counts);
        Assert.Equal([0f, 1.42857146f, 2.85714293f, 4.28571415f, 5.71428585f, 7.14285707f, 8.5714283f, 10f], own.Edges);
        Assert.Equal([9, 9, 9, 10], Histogram.Of(image, 4, (2, 8)).Counts);
    }

    [Fact]
    public void Every_voxel_lies_between_its_bin_s_edges()
    {
        var random = new SeededRandom(3, "histogram");
        var image = new Volume<float>(new Geometry(new(50, 41, 30))).Map(_ => (float)Math.Round(random.Normal(), random.Chance(0.5) ? 1 : 6));
        foreach (var threads in new[] { 1, 3 })
        {
            var histogram = Histogram.Of(image, 100, threads: threads);
            for (var bin = 0; bin < 100; bin++)
            {
                var (low, high) = (histogram.Edges[bin], histogram.Edges[bin + 1]);
                Assert.Equal(image.Array.Count(value => value >= low && (value < high || (bin == 99 && value == high))), histogram.Counts[bin]);
            }
        }
    }

    [Fact]
    public void What_is_not_finite_is_not_counted()
    {
        var image = new Volume<float>(new Geometry(new(5, 1, 1)), [float.NaN, 1, float.PositiveInfinity, 3, float.NegativeInfinity]);
        Assert.Equal([1, 1], Histogram.Of(image, 2).Counts);
        Assert.Throws<ArgumentException>(() => Histogram.Of(image.Map(_ => float.NaN)));
    }
}
