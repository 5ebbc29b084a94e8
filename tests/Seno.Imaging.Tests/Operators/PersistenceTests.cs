using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class PersistenceTests
{
    public static readonly TheoryData<int, int, int> Sizes = new() { { 6, 5, 1 }, { 1, 7, 1 }, { 4, 3, 5 }, { 5, 5, 4 }, { 3, 1, 4 } };

    [Fact]
    public void A_row_by_hand()
    {
        // peaks 0.9, 0.7 and 0.5 between valleys of 0.2 and 0.1
        var bars = Persistence.Of(Row(0.9f, 0.2f, 0.7f, 0.1f, 0.5f));
        Assert.Equal([new(0, PersistencePair.Never), new(2, 1), new(4, 3)], bars[0]);
        Assert.Empty(bars[1]);
    }

    [Fact]
    public void A_ring_around_a_hole_is_a_loop_from_its_lowest_voxel_to_the_hole()
    {
        var ring = new Volume<float>(new Geometry(new(3, 3, 1)), [0.9f, 0.8f, 0.9f, 0.5f, 0.1f, 0.9f, 0.9f, 0.9f, 0.9f]);
        Assert.Equal([new(3, 4)], Persistence.Of(ring)[1]);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Bars_agree_with_a_reduction_of_the_whole_boundary_matrix(int x, int y, int z)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var image = ReferencePersistence.Random(x, y, z, seed, levels: seed % 2 == 0 ? 0 : 4);
            var expected = ReferencePersistence.Bars(image);
            var bars = Persistence.Of(image, threads: 2);
            for (var dimension = 0; dimension < bars.Length; dimension++)
                Assert.Equal(expected[dimension].Order(), bars[dimension].Select(bar => (bar.Birth, bar.Death)).Order());
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Bars_across_a_threshold_are_the_Betti_numbers_there(int x, int y, int z)
    {
        var image = ReferencePersistence.Random(x, y, z, seed: 3, levels: 0);
        foreach (var threshold in new[] { 0.25f, 0.5f, 0.7f })
        {
            var mask = image.Map(value => (byte)(value > threshold ? 1 : 0));
            var counts = Persistence.Of(image).Select(bars => (long)bars.Count(bar => Above(image, bar.Birth, threshold) && !Above(image, bar.Death, threshold))).ToArray();
            Assert.Equal(ConnectedComponents.Label(mask, Connectivity.Faces).Count, counts[0]);
            Assert.Equal(Topology.EulerNumber(mask, Connectivity.Faces), counts.Select((count, dimension) => dimension % 2 == 0 ? count : -count).Sum());
        }
    }

    internal static Volume<float> Row(params float[] values) => new(new Geometry(new(values.Length, 1, 1)), values);

    private static bool Above(Volume<float> image, int voxel, float threshold) => voxel >= 0 && image.Array[voxel] > threshold;
}
