using Seno.Imaging.Operators;

namespace Seno.Imaging.Tests.Operators;

public sealed class BettiMatchingTests
{
    public static readonly TheoryData<int, int, int> Sizes = new() { { 6, 5, 1 }, { 1, 7, 1 }, { 4, 3, 5 }, { 4, 4, 4 } };

    [Fact]
    public void A_peak_is_matched_with_the_peak_in_its_place()
    {
        var matched = BettiMatching.Of(PersistenceTests.Row(0.9f, 0.2f, 0.7f, 0.1f, 0.5f), PersistenceTests.Row(0.8f, 0.1f, 0.6f, 0, 0))[0];
        Assert.Equal([(new(0, -1), new(0, -1)), (new(2, 1), new(2, 1))], matched.Matched);
        Assert.Equal([new(4, 3)], matched.OnlyFirst);
        Assert.Empty(matched.OnlySecond);
    }

    [Fact]
    public void Equal_peaks_in_different_places_are_not_matched()
    {
        // a Wasserstein matching would pair the two peaks of 0.6; the maximum of both ends the first at 0.2 and the second at 0.1
        var matched = BettiMatching.Of(PersistenceTests.Row(0.9f, 0.2f, 0.6f, 0.1f, 0.05f), PersistenceTests.Row(0.9f, 0.2f, 0.15f, 0.1f, 0.6f))[0];
        Assert.Single(matched.Matched);
        Assert.Equal([new(2, 1)], matched.OnlyFirst);
        Assert.Equal([new(4, 3)], matched.OnlySecond);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Matches_agree_with_the_definition_on_whole_boundary_matrices(int x, int y, int z)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var first = ReferencePersistence.Random(x, y, z, seed, levels: 0);
            var second = ReferencePersistence.Random(x, y, z, seed + 100, levels: seed % 2 == 0 ? 0 : 2);
            var expected = ReferencePersistence.Matching(first, second);
            var bars = BettiMatching.Of(first, second, threads: 2);
            for (var dimension = 0; dimension < bars.Length; dimension++)
                Assert.Equal(expected[dimension].Order(), bars[dimension].Matched.Select(pair => (pair.First.Birth, pair.First.Death, pair.Second.Birth, pair.Second.Death)).Order());
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Every_bar_is_matched_or_left_over_once(int x, int y, int z)
    {
        var (first, second) = (ReferencePersistence.Random(x, y, z, 1, levels: 0), ReferencePersistence.Random(x, y, z, 2, levels: 2));
        var bars = BettiMatching.Of(first, second);
        var (ofFirst, ofSecond) = (Persistence.Of(first), Persistence.Of(second));
        for (var dimension = 0; dimension < bars.Length; dimension++)
        {
            Assert.Equal(Ordered(ofFirst[dimension]), Ordered([.. bars[dimension].Matched.Select(pair => pair.First), .. bars[dimension].OnlyFirst]));
            Assert.Equal(Ordered(ofSecond[dimension]), Ordered([.. bars[dimension].Matched.Select(pair => pair.Second), .. bars[dimension].OnlySecond]));
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void An_image_matches_itself_wholly(int x, int y, int z)
    {
        var image = ReferencePersistence.Random(x, y, z, seed: 5, levels: 3);
        Assert.All(BettiMatching.Of(image, image), bars =>
        {
            Assert.All(bars.Matched, pair => Assert.Equal(pair.First, pair.Second));
            Assert.Empty(bars.OnlyFirst);
            Assert.Empty(bars.OnlySecond);
        });
    }

    [Fact]
    public void A_flip_of_both_flips_the_matches()
    {
        var (first, second) = (ReferencePersistence.Random(5, 4, 4, 8, levels: 0), ReferencePersistence.Random(5, 4, 4, 9, levels: 0));
        var last = first.Array.Length - 1;
        Volume<float> Flip(Volume<float> image) => new(image.Geometry, [.. image.Array.Reverse()]);
        var (plain, flipped) = (BettiMatching.Of(first, second), BettiMatching.Of(Flip(first), Flip(second)));
        int Flipped(int voxel) => voxel < 0 ? voxel : last - voxel;
        for (var dimension = 0; dimension < plain.Length; dimension++)
        {
            Assert.Equal(
                plain[dimension].Matched.Select(pair => (pair.First.Birth, pair.First.Death, pair.Second.Birth, pair.Second.Death)).Order(),
                flipped[dimension].Matched.Select(pair => (Flipped(pair.First.Birth), Flipped(pair.First.Death), Flipped(pair.Second.Birth), Flipped(pair.Second.Death))).Order());
        }
    }

    [Fact]
    public void Images_of_different_sizes_are_refused() =>
        Assert.Throws<ArgumentException>(() => BettiMatching.Of(PersistenceTests.Row(1, 2), PersistenceTests.Row(1)));

    private static IEnumerable<(int, int)> Ordered(IEnumerable<PersistencePair> bars) => bars.Select(bar => (bar.Birth, bar.Death)).Order();
}
