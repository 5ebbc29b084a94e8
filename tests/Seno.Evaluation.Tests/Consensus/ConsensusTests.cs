using Seno.Core;
using Seno.Evaluation.Consensus;
using Seno.Imaging;

namespace Seno.Evaluation.Tests.Consensus;

public sealed class ConsensusTests
{
    private static readonly byte[] Labels = [0, 1];

    private static Volume<byte>[] Drawn(params string[] masks) => [.. masks.Select(mask => Masks.Drawn(mask))];

    [Theory]
    [InlineData("###../..#..", "##.../..#..", "#..../.....", TieRule.Background, "##.../..#..")]
    [InlineData("###../.....", "##.../.....", "", TieRule.Background, "##.../.....")]
    [InlineData("###../.....", "##.../.....", "", TieRule.Foreground, "###../.....")]
    [InlineData("#......", "#####..", "", TieRule.Midway, "###....")] // contours after voxel 1 and 5: midway after 3
    [InlineData(".......", "#####..", "", TieRule.Midway, ".......")]
    public void Majority_by_hand(string a, string b, string c, TieRule ties, string expected)
    {
        var masks = new[] { a, b, c }.Where(mask => mask.Length > 0).ToArray();
        Assert.Equal(Masks.Drawn(expected).Array, MajorityVote.Of(Drawn(masks), Labels, ties).Array);
    }

    [Fact]
    public void A_tie_of_two_labels_follows_the_rule()
    {
        var masks = new byte[] { 1, 2 }.Select(label => new Volume<byte>(new Geometry(new(1, 1, 1)), [label])).ToArray();
        Assert.Equal(0, MajorityVote.Of(masks, [0, 1, 2]).Array[0]);
        Assert.Equal(1, MajorityVote.Of(masks, [0, 1, 2], TieRule.Foreground).Array[0]);
    }

    [Fact]
    public void The_mean_decision_is_the_share_of_votes()
    {
        Assert.Equal([1f, 2 / 3f, 1 / 3f, 0f], MeanDecision.Of(Drawn("###.", "##..", "#..."), 1).Array);
    }

    [Fact]
    public void Simple_discards_the_reader_who_drew_elsewhere()
    {
        var result = Simple.Of(Drawn("###....", "###....", "##.....", ".....##"), Labels);
        Assert.Equal([true, true, false, false], result.Kept);
        Assert.Equal(Masks.Drawn("###....").Array, result.Labels.Array);
        Assert.Equal(0, result.Performance[3]);
    }

    [Fact]
    public void Simple_of_readers_who_agree_keeps_all_of_them()
    {
        var result = Simple.Of(Drawn("##..", "##..", "##.."), Labels);
        Assert.All(result.Kept, Assert.True);
        Assert.All(result.Performance, performance => Assert.Equal(1, performance));
    }

    /// <summary>Nobody's name, order or presence among equals matters.</summary>
    [Fact]
    public void No_consensus_depends_on_the_readers_order()
    {
        var random = new SeededRandom(1, "order");
        for (var round = 0; round < 50; round++)
        {
            var masks = Enumerable.Range(0, 4).Select(_ => new Volume<byte>(new Geometry(new(6, 6, 1))).Map(_ => (byte)(random.Chance(0.4) ? 1 : 0))).ToArray();
            Volume<byte>[] turned = [masks[2], masks[0], masks[3], masks[1]];
            foreach (var ties in Enum.GetValues<TieRule>())
                Assert.Equal(MajorityVote.Of(masks, Labels, ties).Array, MajorityVote.Of(turned, Labels, ties).Array);
            Assert.Equal(Simple.Of(masks, Labels).Labels.Array, Simple.Of(turned, Labels).Labels.Array);
            var (one, other) = (Staple.Of(masks, Labels), Staple.Of(turned, Labels));
            Assert.Equal(one.Estimate.Sensitivity(0, 1), other.Estimate.Sensitivity(1, 1), 6);
        }
    }

    [Fact]
    public void The_region_is_everything_within_the_radius_in_the_grids_own_unit()
    {
        var masks = Drawn("......./......./...#.../......./.......");
        Assert.Equal(Masks.Drawn("......./...#.../..###../...#.../.......").Array, VotingRegion.DilatedUnion(masks, 1).Array);
        Volume<byte>[] wide = [Masks.Drawn("......./......./...#.../......./.......", new(2, 1, 1))];
        Assert.Equal(Masks.Drawn("......./...#.../...#.../...#.../.......").Array, VotingRegion.DilatedUnion(wide, 1).Array);
        Assert.DoesNotContain((byte)1, VotingRegion.DilatedUnion(Drawn("....", "...."), 3).Array);
    }

    [Fact]
    public void Staple_of_nothing_drawn_is_nothing()
    {
        var result = Staple.Of(Drawn("....", "...."), Labels);
        Assert.DoesNotContain((byte)1, result.Labels.Array);
        Assert.True(double.IsNaN(result.Estimate.Sensitivity(0, 1)));
    }
}
