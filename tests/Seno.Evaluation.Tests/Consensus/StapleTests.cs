using Seno.Core;
using Seno.Evaluation.Consensus;
using Seno.Imaging;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Readers;

namespace Seno.Evaluation.Tests.Consensus;

public sealed class StapleTests
{
    private static readonly byte[] Labels = [0, 1];
    private static readonly StapleOptions WholeImage = new() { Dilation = double.PositiveInfinity };

    /// <summary>Three readers over ten voxels, one step by hand: prior ½, p = q = 0.9 at the start.</summary>
    /// <remarks>
    /// Votes 111 on 2 voxels, 110 on 1, 000 on 7. Posterior 729/730 = 0.998630, 0.9, 1/730. Truth 2·0.998630 + 0.9 + 7/730 = 2.906849.
    /// Reader 3: sensitivity 1.997260/2.906849 = 0.687088; specificity of 3: (0.1 + 6.990411)/7.093151 = 0.999614, of 1: 6.990411/7.093151 = 0.985516.
    /// </remarks>
    [Fact]
    public void The_first_step_by_hand()
    {
        var masks = new[] { "###.......", "###.......", "##........" }.Select(row => Masks.Drawn(row)).ToArray();
        var estimate = Staple.Estimate(VotePatterns.Of(masks, Labels), new() { Start = 0.9, Prior = StaplePrior.Uniform, Iterations = 1 });
        Assert.False(estimate.Converged);
        Assert.Equal(0.687088, estimate.Confusion[2][1, 1], 6);
        Assert.Equal(0.999614, estimate.Confusion[2][0, 0], 6);
        Assert.Equal(0.985516, estimate.Confusion[0][0, 0], 6);
    }

    [Fact]
    public void Readers_who_agree_are_right()
    {
        var mask = Masks.Drawn("..../.##./....");
        var result = Staple.Of([mask, mask, mask], Labels, WholeImage);
        Assert.Equal(mask.Array, result.Labels.Array);
        Assert.True(result.Estimate.Converged);
        Assert.All(Enumerable.Range(0, 3), reader => Assert.Equal(1, result.Estimate.Sensitivity(reader, 1), 4));
    }

    /// <summary>Independent errors of known rates, as the method assumes.</summary>
    [Fact]
    public void Sensitivity_and_specificity_of_readers_who_err_independently_are_recovered_within_two_hundredths()
    {
        (double Sensitivity, double Specificity)[] readers = [(0.95, 0.97), (0.8, 0.99), (0.9, 0.85), (0.7, 0.95)];
        var random = new SeededRandom(1, "raters");
        var truth = new Volume<byte>(new Geometry(new(60, 60, 10)));
        for (var i = 0; i < truth.Array.Length; i++)
            truth.Array[i] = (byte)(i % 60 is > 15 and < 40 && i / 60 % 60 is > 15 and < 45 ? 1 : 0);
        var masks = readers.Select(reader => truth.Map(value => (byte)(value == 1 ? random.Chance(reader.Sensitivity) ? 1 : 0 : random.Chance(reader.Specificity) ? 0 : 1))).ToArray();
        var result = Staple.Of(masks, Labels, WholeImage);
        for (var i = 0; i < readers.Length; i++)
        {
            Assert.Equal(readers[i].Sensitivity, result.Estimate.Sensitivity(i, 1), 0.02);
            Assert.Equal(readers[i].Specificity, result.Estimate.Specificity(i, 1), 0.02);
        }
        Assert.InRange(result.Labels.Array.Zip(truth.Array).Count(pair => pair.First != pair.Second), 0, truth.Array.Length * 0.03);
    }

    [Fact]
    public void Confusion_matrices_of_three_labels_are_recovered_within_three_hundredths()
    {
        double[][] ofTruth = [[0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.02, 0.18, 0.8]];
        var random = new SeededRandom(2, "raters");
        var truth = new Volume<byte>(new Geometry(new(40, 40, 20)));
        for (var i = 0; i < truth.Array.Length; i++)
            truth.Array[i] = (byte)(i % 40 < 20 ? 0 : i % 40 < 30 ? 1 : 2);
        byte Vote(byte value)
        {
            var (draw, label) = (random.NextDouble(), (byte)0);
            for (var row = ofTruth[value]; draw > row[label] && label < 2; label++)
                draw -= row[label];
            return label;
        }
        var result = Staple.Of([.. Enumerable.Range(0, 5).Select(_ => truth.Map(Vote))], [0, 1, 2], WholeImage);
        for (var reader = 0; reader < 5; reader++)
        {
            for (var label = 0; label < 3; label++)
            {
                for (var decision = 0; decision < 3; decision++)
                    Assert.Equal(ofTruth[label][decision], result.Estimate.Confusion[reader][decision, label], 0.03);
            }
        }
    }

    [Fact]
    public void Sensitivity_and_specificity_of_the_phantoms_readers_are_recovered_within_two_hundredths()
    {
        var panel = SimulatedReader.Panel(5, 1);
        var grid = new Geometry(new(44, 44, 44), new(0.6, 0.6, 0.6), new(-12.9, -12.9, -12.9));
        var lesions = new[] { LesionKind.RoundMass, LesionKind.LobulatedMass }.Select((kind, index) => Mass.Draw(kind, default, 12, new SeededRandom(1, "lesion", index))).ToArray();
        Parallel.For(0, lesions.Length, index =>
        {
            var truth = Occupancy.Hard(Occupancy.Of([lesions[index]], grid));
            var drawn = panel.Select(reader => reader.Read([lesions[index]], grid, 1, index)).ToArray();
            foreach (var readers in new[] { 3, 4, 5 })
            {
                var masks = drawn[..readers];
                var region = VotingRegion.DilatedUnion(masks, VotingRegion.DefaultRadius(grid));
                var estimate = Staple.Of(masks, Labels).Estimate;
                for (var i = 0; i < readers; i++)
                {
                    var (sensitivity, specificity) = Rates(masks[i], truth, region);
                    Assert.Equal(sensitivity, estimate.Sensitivity(i, 1), 0.02);
                    Assert.Equal(specificity, estimate.Specificity(i, 1), 0.02);
                }
            }
        });
    }

    internal static (double, double) Rates(Volume<byte> mask, Volume<byte> truth, Volume<byte> region)
    {
        var (hit, lesion, clear, rest) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < mask.Array.Length; i++)
        {
            if (region.Array[i] == 0)
                continue;
            if (truth.Array[i] == 1)
                (hit, lesion) = (hit + mask.Array[i], lesion + 1);
            else
                (clear, rest) = (clear + 1 - mask.Array[i], rest + 1);
        }
        return (hit / lesion, clear / rest);
    }
}
