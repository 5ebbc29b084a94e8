using Seno.Core;
using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class SlicTests
{
    [Fact]
    public void A_slice_agrees_with_scikit_image()
    {
        var image = Images.Counted(14, 10, 1);
        // scikit-image 0.19.3: segmentation.slic(image, n_segments=8, compactness=0.3, channel_axis=None), and with sigma=1, enforce_connectivity=False
        Assert.Equal("11111111111122111111111111221111111111112211311111111222113111111112241331111111422413311111414244133111114442443331111444444433311114444444", Digits(Slic.Segment(image, 8, 0.3).Labels));
        Assert.Equal("11111222233333111112222333331111122223333311111222233333111112222333334444455556666644444555566666444445555666664444455556666644444555566666", Digits(Slic.Segment(image, 8, 0.3, sigma: 1, connected: false).Labels));
    }

    [Fact]
    public void A_volume_agrees_with_scikit_image()
    {
        // scikit-image 0.19.3: segmentation.slic(image, n_segments=8, compactness=0.5, channel_axis=None, sigma=1), 1 as 'a'
        const string Expected = "aaabbbccaaabbbccaaabbbccdddeeeffdddeeeffdddeeeffdddeeeffaaabbbccaaabbbccaaabbbccdddeeeffdddeeeffdddeeeffdddeeeffaaabbbccaaabbbccaaabbbccdddeeeffdddeeeffdddeeeffdddeeeffggghhhiiggghhhiiggghhhiijjjkkklljjjkkklljjjkkklljjjkkkllggghhhiiggghhhiiggghhhiijjjkkklljjjkkklljjjkkklljjjkkkllggghhhiiggghhhiiggghhhiijjjkkklljjjkkklljjjkkklljjjkkkll";
        Assert.Equal(Expected, string.Concat(Slic.Segment(Images.Counted(8, 7, 6), 8, 0.5, sigma: 1).Labels.Array.Select(label => (char)('a' - 1 + label))));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(14, false)]
    [InlineData(14, true)]
    public void Segments_are_connected_numbered_without_gaps_and_about_as_many_as_asked(int depth, bool masked)
    {
        var image = Blobs(new(40, 34, depth), new(0.7, 0.7, 2));
        var mask = image.Map(_ => (byte)1);
        for (var i = 0; masked && i < mask.Array.Length; i++)
            mask.Array[i] = (byte)(i % 40 + i / 40 % 34 < 50 ? 1 : 0);
        var (labels, count) = Slic.Segment(image, 60, 0.1, mask: masked ? mask : null);
        Assert.InRange(count, 30, 100);
        Assert.Equal(Enumerable.Range(masked ? 0 : 1, masked ? count + 1 : count), labels.Array.Distinct().Order());
        Assert.All(labels.Array.Zip(mask.Array), pair => Assert.Equal(pair.Second != 0, pair.First != 0));
        for (var label = 1; label <= count; label++)
            Assert.Equal(1, ConnectedComponents.Label(labels.Map(own => (byte)(own == label ? 1 : 0)), Connectivity.Faces).Count);
    }

    [Fact]
    public void Thick_slices_make_segments_as_deep_as_wide_in_millimetres()
    {
        var image = new Volume<float>(new Geometry(new(40, 40, 10), new(1, 1, 4)));
        var (labels, _) = Slic.Segment(image, 64, 1);
        var segment = ConnectedComponents.Describe(labels.Map(label => (byte)(label == 1 ? 1 : 0)), Connectivity.Faces)[0];
        Assert.InRange(segment.Last.X - segment.First.X + 1, 7, 13);
        Assert.InRange(4 * (segment.Last.Z - segment.First.Z + 1), 7, 13);
    }

    [Fact]
    public void Segments_follow_an_edge()
    {
        var image = new Volume<float>(new Geometry(new(41, 40, 1)));
        for (var y = 0; y < 40; y++)
            for (var x = 0; x < 41; x++)
                image[x, y] = x < 17 ? 3 : 8;
        var (labels, _) = Slic.Segment(image, 25, 0.1);
        Assert.All(Enumerable.Range(0, 40), y => Assert.NotEqual(labels[16, y], labels[17, y]));
    }

    [Fact]
    public void Threads_change_no_label()
    {
        var image = Blobs(new(33, 29, 12), null);
        Assert.Equal(Slic.Segment(image, 50, threads: 1).Labels.Array, Slic.Segment(image, 50, threads: 5).Labels.Array);
    }

    [Fact]
    public void What_is_not_finite_has_no_label()
    {
        var image = Blobs(new(20, 20, 1), null);
        image[7, 7] = float.NaN;
        var (labels, _) = Slic.Segment(image, 10);
        Assert.Equal([7 + 7 * 20], Enumerable.Range(0, 400).Where(i => labels.Array[i] == 0));
        Assert.Equal(0, Slic.Segment(image.Map(_ => float.NaN), 10).Count);
        Assert.Equal(0, Slic.Segment(image, 10, mask: new Volume<byte>(image.Geometry)).Count);
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        var image = Images.Counted(4, 4, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Slic.Segment(image, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Slic.Segment(image, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Slic.Segment(image, 4, sigma: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Slic.Segment(image, 4, iterations: 0));
        Assert.Throws<ArgumentException>(() => Slic.Segment(image, 4, mask: new Volume<byte>(new Geometry(new(4, 3, 1)))));
    }

    private static string Digits(Volume<int> labels) => string.Concat(labels.Array);

    private static Volume<float> Blobs(Size3 size, Vector3? spacing)
    {
        var random = new SeededRandom(7, "slic", size.Z);
        return Gaussian.InVoxels(new Volume<float>(new Geometry(size, spacing)).Map(_ => (float)random.Normal()), 2);
    }
}
