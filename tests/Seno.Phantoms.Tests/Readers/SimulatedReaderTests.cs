using Seno.Core;
using Seno.Imaging;
using Seno.Phantoms.Lesions;
using Seno.Phantoms.Readers;

namespace Seno.Phantoms.Tests.Readers;

public sealed class SimulatedReaderTests
{
    private static readonly Geometry Grid = new(new(60, 60, 60), new(0.4, 0.4, 0.4), new(-11.8, -11.8, -11.8));

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    public void Bias_moves_the_contour_by_so_many_millimetres(double bias)
    {
        // the kind nearest to a sphere: a rough surface is larger, so that the same step takes more of the volume
        var lesion = Mass.Draw(LesionKind.Cyst, default, 12, new SeededRandom(1, "lesion"));
        var drawn = new SimulatedReader { Name = "A", Bias = bias, Jitter = 0 }.Read([lesion], Grid, 1, 0);
        var radius = Math.Cbrt(3 * drawn.Array.Sum(voxel => voxel) * Math.Pow(0.4, 3) / (4 * Math.PI));
        Assert.Equal(6 + bias, radius, 0.12);
    }

    [Fact]
    public void A_jittering_reader_differs_from_the_truth_and_from_another_but_repeats_himself()
    {
        var lesion = Mass.Draw(LesionKind.LobulatedMass, default, 12, new SeededRandom(2, "lesion"));
        var reader = new SimulatedReader { Name = "A", Jitter = 0.8 };
        var first = reader.Read([lesion], Grid, 1, 0);
        Assert.Equal(first.Array, reader.Read([lesion], Grid, 1, 0, threads: 1).Array);
        Assert.InRange(Dice(first, Occupancy.Hard(Occupancy.Of([lesion], Grid))), 0.75, 0.97);
        Assert.InRange(Dice(first, (reader with { Name = "B" }).Read([lesion], Grid, 1, 0)), 0.65, 0.96);
    }

    [Fact]
    public void Small_lesions_are_missed_as_often_as_stated()
    {
        var reader = new SimulatedReader { Name = "C", MissesSmall = 0.3, Jitter = 0 };
        var lesion = Mass.Draw(LesionKind.RoundMass, default, 3, new SeededRandom(3, "lesion"));
        var missed = Enumerable.Range(0, 200).Count(index => reader.Read([lesion], Grid, 1, index).Array.All(voxel => voxel == 0));
        Assert.InRange(missed, 40, 80);
    }

    [Fact]
    public void A_panel_has_different_readers_with_names()
    {
        var panel = SimulatedReader.Panel(30, 1);
        Assert.Equal(30, panel.Select(reader => reader.Name).Distinct().Count());
        Assert.Equal(panel, SimulatedReader.Panel(30, 1));
        Assert.True(panel[1].Bias > 0.3 && panel[2].Bias < -0.2);
    }

    private static double Dice(Volume<byte> a, Volume<byte> b)
    {
        var both = a.Array.Zip(b.Array).Count(pair => pair is (1, 1));
        return 2.0 * both / (a.Array.Sum(voxel => voxel) + b.Array.Sum(voxel => voxel));
    }
}
